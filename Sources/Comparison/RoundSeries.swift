import Foundation
import Statistics

/// The rounds of a cell and metric that both sides have, in the order of the base's time.
struct RoundSeries {
    let pairs: [Pair]
    /// The numbers of the rounds, which other cells and metrics share.
    let numbers: [Int]
    /// The candidate's values in the order of its own time.
    let candidatesInTime: [Double]
    /// Whether the sides took turns.
    let inTurns: Bool

    var bases: [Double] { pairs.map(\.base) }
    var candidates: [Double] { pairs.map(\.candidate) }
    var logRatios: [Double] { pairs.map { log($0.candidate / $0.base) } }
}
