import Foundation

/// How sums of ranks are distributed if each rank is in or out as a coin falls: what the signed ranks of values that
/// lie around zero add up to.
///
/// Up to a hundred ranks are counted out; above, the normal distribution is as good.
enum RankSums {
    /// The chance of each sum and all below it.
    case counted([Double])
    case normal(mean: Double, deviation: Double)

    private static let mostCounted = 100

    /// - Parameter doubledRanks: twice each rank, as those of ties are halves.
    init(doubledRanks: [Int]) {
        let total = doubledRanks.reduce(0, +)
        guard doubledRanks.count <= Self.mostCounted else {
            let variance = doubledRanks.reduce(0.0) { $0 + Double($1) * Double($1) } / 4
            self = .normal(mean: Double(total) / 2, deviation: variance.squareRoot())
            return
        }
        var chances = [Double](repeating: 0, count: total + 1)
        chances[0] = 1
        for rank in doubledRanks {
            for sum in chances.indices.reversed() {
                chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2
            }
        }
        for sum in chances.indices.dropFirst() { chances[sum] += chances[sum - 1] }
        self = .counted(chances)
    }

    /// How likely a sum is at most so large; it is given doubled as well.
    func chance(ofAtMost sum: Int) -> Double {
        switch self {
        case .counted(let chances): chances[min(sum, chances.count - 1)]
        // Corrected by half a rank for sums being whole numbers.
        case .normal(let mean, let deviation):
            erfc((mean - Double(sum) - 1) / deviation / 2.0.squareRoot()) / 2
        }
    }
}
