import Foundation

/// Whether one side tends to be above the other: the rank test of Mann and Whitney, two-sided.
///
/// It assumes no distribution and is exact where rounds are few, which is where an interval by resampling is too
/// narrow. Ties have midranks, and the exact distribution is the one of these: all ways to deal the ranks that are
/// there. Pairs mean nothing to it: a drift that both sides share makes it more careful, never bolder.
///
/// - Source: Mann, Whitney: On a test of whether one of two random variables is stochastically larger than the
///   other, 1947. Streitberg, Röhmel: Exact distributions for permutation and rank tests, 1986 (ties).
public struct MannWhitney: Sendable {
    /// How often a value of the first side is above one of the second; a tie counts half.
    public let u: Double
    /// How likely sides that do not differ are at least that far apart, in either direction.
    public let pValue: Double

    /// Up to this many pairs of values the ways to deal ranks are counted; above, the normal distribution is as good.
    private static let mostCounted = 625

    /// - Returns: nil where a side has no values, or one that is no number.
    public init?(_ first: [Double], _ second: [Double]) {
        guard !first.isEmpty, !second.isEmpty, (first + second).allSatisfy(\.isFinite) else { return nil }
        let ranks = Midranks.doubled(first + second)
        let sum = ranks.prefix(first.count).reduce(0, +)
        u = Double(sum - first.count * (first.count + 1)) / 2
        pValue =
            first.count * second.count <= Self.mostCounted
            ? Self.counted(sum, ranks, dealt: first.count) : Self.normal(u, first.count, second.count, ranks)
    }

    /// The share of all ways to deal the ranks whose sum is as far out.
    private static func counted(_ sum: Int, _ ranks: [Int], dealt: Int) -> Double {
        // Counting the smaller side takes less; its sum is as far out as the other's.
        let total = ranks.reduce(0, +)
        let isFirst = 2 * dealt <= ranks.count
        let chances = chances(ranks, dealt: isFirst ? dealt : ranks.count - dealt)
        let (low, high) = isFirst ? (sum, sum) : (total - sum, total - sum)
        let tail = min(chances[...low].reduce(0, +), chances[high...].reduce(0, +))
        return min(1, 2 * tail)
    }

    /// How likely each sum of some of the ranks is, if they are drawn without putting them back.
    private static func chances(_ ranks: [Int], dealt: Int) -> [Double] {
        let most = ranks.sorted(by: >).prefix(dealt).reduce(0, +)
        // By the number of ranks drawn: the chance of each sum, of all ranks seen so far.
        var chances = [[Double]](repeating: [Double](repeating: 0, count: most + 1), count: dealt + 1)
        chances[0][0] = 1
        for (seen, rank) in ranks.enumerated() {
            let left = Double(ranks.count - seen)
            for drawn in stride(from: min(seen, dealt), through: 0, by: -1) {
                let share = Double(dealt - drawn) / left
                for sum in chances[drawn].indices where chances[drawn][sum] > 0 {
                    let chance = chances[drawn][sum]
                    if drawn < dealt { chances[drawn + 1][sum + rank] += chance * share }
                    chances[drawn][sum] = chance * (1 - share)
                }
            }
        }
        return chances[dealt]
    }

    /// By the normal distribution, corrected for ties and for u being a whole number.
    private static func normal(_ u: Double, _ first: Int, _ second: Int, _ ranks: [Int]) -> Double {
        let (m, n, all) = (Double(first), Double(second), Double(first + second))
        // Of doubled ranks, whose squares know of ties: those are nearer to the middle.
        let squares = ranks.reduce(0.0) { $0 + pow(Double($1) - all - 1, 2) } / 4
        let variance = m * n / (all * (all - 1)) * squares
        guard variance > 0 else { return 1 }
        let distance = abs(u - m * n / 2) - 0.5
        return min(1, erfc(distance / (2 * variance).squareRoot()))
    }
}
