import Foundation

/// The rounds that two sides have in common, in the order of the base's time.
public struct RoundSeries: Sendable {
    /// The values of both sides, by round.
    public let pairs: [Pair]
    /// The numbers of the rounds, which other quantities of the same run share.
    public let numbers: [Int]
    /// The candidate's values in the order of its own time.
    public let candidatesInTime: [Double]
    /// Whether the sides took turns.
    public let inTurns: Bool

    public init(pairs: [Pair], numbers: [Int], candidatesInTime: [Double], inTurns: Bool) {
        (self.pairs, self.numbers) = (pairs, numbers)
        (self.candidatesInTime, self.inTurns) = (candidatesInTime, inTurns)
    }

    /// Rounds of one schedule, in which both sides took turns.
    public init(inTurns pairs: [Pair]) {
        self.init(
            pairs: pairs, numbers: Array(pairs.indices), candidatesInTime: pairs.map(\.candidate),
            inTurns: true)
    }

    /// The base's values.
    public var bases: [Double] { pairs.map(\.base) }
    /// The candidate's values.
    public var candidates: [Double] { pairs.map(\.candidate) }
    /// The logarithms of the ratios of candidate to base.
    public var logRatios: [Double] { pairs.map { log($0.candidate / $0.base) } }
}
