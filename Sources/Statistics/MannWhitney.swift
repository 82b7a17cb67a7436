import Foundation

/// Whether one side tends to be above the other: the rank test of Mann and Whitney, two-sided.
///
/// It knows of no distribution and is exact where rounds are few, which is where an interval by resampling is too
/// narrow. Pairs mean nothing to it: a drift that both sides share makes it more careful, never bolder.
///
/// - Source: Mann, Whitney: On a test of whether one of two random variables is stochastically larger than the
///   other, 1947.
public struct MannWhitney: Sendable {
    /// How often a value of the first side is above one of the second; a tie counts half.
    public let u: Double
    /// How likely sides that do not differ are at least that far apart, in either direction.
    public let pValue: Double

    /// Up to so many pairs of values are counted out; above, the normal distribution is as good.
    private static let mostCounted = 2500

    /// - Returns: nil where a side has no values, or one that is no number.
    public init?(_ first: [Double], _ second: [Double]) {
        guard !first.isEmpty, !second.isEmpty, (first + second).allSatisfy(\.isFinite) else { return nil }
        let u = first.reduce(0) { sum, value in
            second.reduce(sum) { $0 + (value > $1 ? 1 : value == $1 ? 0.5 : 0) }
        }
        let ties = Dictionary(grouping: first + second) { $0 }.values.map(\.count).filter { $0 > 1 }
        let isCounted = ties.isEmpty && first.count * second.count <= Self.mostCounted
        self.u = u
        pValue =
            isCounted
            ? Self.counted(u, first.count, second.count) : Self.normal(u, first.count, second.count, ties)
    }

    /// The share of all ways to deal the ranks that are as far out.
    private static func counted(_ u: Double, _ first: Int, _ second: Int) -> Double {
        let ways = ways(first, second)
        let smaller = Int(min(u, Double(first * second) - u))
        return min(1, 2 * ways[...smaller].reduce(0, +) / ways.reduce(0, +))
    }

    /// In how many ways each value of u comes about: the coefficients of the Gaussian binomial, by a product of
    /// (1 - x^(second + i)) / (1 - x^i).
    private static func ways(_ first: Int, _ second: Int) -> [Double] {
        var ways = [Double](repeating: 0, count: first * second + 1)
        ways[0] = 1
        for i in 1...first {
            for u in ways.indices.reversed() where u >= second + i { ways[u] -= ways[u - second - i] }
            for u in ways.indices where u >= i { ways[u] += ways[u - i] }
        }
        return ways
    }

    /// By the normal distribution, corrected for ties and for u being a whole number.
    private static func normal(_ u: Double, _ first: Int, _ second: Int, _ ties: [Int]) -> Double {
        let (m, n, all) = (Double(first), Double(second), Double(first + second))
        let tied = ties.reduce(0.0) { $0 + pow(Double($1), 3) - Double($1) }
        let variance = m * n / 12 * (all + 1 - tied / (all * (all - 1)))
        guard variance > 0 else { return 1 }
        let distance = abs(u - m * n / 2) - 0.5
        return min(1, erfc(distance / (2 * variance).squareRoot()))
    }
}
