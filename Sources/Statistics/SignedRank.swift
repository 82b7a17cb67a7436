/// Around what differences lie, and whether that is zero: the signed-rank test of Wilcoxon, two-sided, with the
/// estimate of Hodges and Lehmann and the interval that belong to it.
///
/// For pairs whose sides were measured next to each other: what both share has gone from the difference. It asks only
/// that noise is as likely up as down, whatever its size in each pair, and is exact where pairs are few.
///
/// - Source: Wilcoxon: Individual comparisons by ranking methods, 1945. Hodges, Lehmann: Estimates of location based
///   on rank tests, 1963.
public struct SignedRank: Sendable {
    /// How likely differences that lie around zero are at least that far to one side, in either direction. Those that
    /// are zero say nothing and do not count.
    public let pValue: Double
    /// The estimate of Hodges and Lehmann of the value that they lie around.
    public let estimate: Double
    private let count: Int
    /// The mean of each two differences, and of each with itself; sorted.
    private let means: [Double]

    /// - Returns: nil of nothing, and where a difference is no number.
    public init?(_ differences: [Double]) {
        guard !differences.isEmpty, differences.allSatisfy(\.isFinite) else { return nil }
        count = differences.count
        means = differences.indices.flatMap { first in
            differences[first...].map { differences[first] / 2 + $0 / 2 }
        }
        .sorted()
        estimate = means.median ?? 0
        pValue = Self.pValue(of: differences) ?? 1
    }

    /// The values that the test would not tell from what the differences lie around; nil where they are too few to be
    /// so sure of anything.
    public func interval(confidence: Double) -> Interval? {
        let tail = (1 - confidence) / 2
        let sums = RankSums(doubledRanks: (1...count).map { 2 * $0 })
        var outside = 0
        while sums.chance(ofAtMost: 2 * outside) <= tail { outside += 1 }
        guard outside > 0 else { return nil }
        return Interval(
            lower: means[outside - 1], upper: means[means.count - outside], confidence: confidence)
    }

    /// ``pValue`` alone, of any number of differences: estimate and interval need all pairs of them.
    ///
    /// - Returns: nil of nothing, and where a difference is no number.
    public static func pValue(of all: [Double]) -> Double? {
        guard !all.isEmpty, all.allSatisfy(\.isFinite) else { return nil }
        let differences = all.filter { $0 != 0 }
        let ranks = Midranks.doubled(differences.map(\.magnitude))
        let positive = zip(differences, ranks).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
        let smaller = min(positive, ranks.reduce(0, +) - positive)
        return min(1, 2 * RankSums(doubledRanks: ranks).chance(ofAtMost: smaller))
    }
}
