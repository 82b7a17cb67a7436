import Foundation

/// Whether one side is ahead in the lower or the upper tail of all values: whether it reaches the tail more often, of
/// the rounds in which one side alone does; and whether it ranks higher within the tail, where both do. The more
/// telling of both tests counts, doubled for the choice; two-sided.
///
/// - Source: McNemar: Note on the sampling error of the difference between correlated proportions, 1947, with a border
///   that is one of both sides together, as that of Mood's median test. ``MannWhitney`` for the ranks.
public struct TailTest: Sendable {
    /// How likely sides that do not differ are at least that far apart, in either direction.
    public let pValue: Double

    /// - Parameter part: of all values that is the lower tail, up to a half; above, the rest is the upper one.
    /// - Returns: nil of nothing, and where a value is no number.
    public init?(_ rounds: [Pair], at part: Double) {
        let all = rounds.flatMap { [$0.base, $0.candidate] }.sorted()
        guard !all.isEmpty, all.allSatisfy(\.isFinite) else { return nil }
        let place = part * Double(all.count)
        let isLower = part <= 0.5
        let last = Int(isLower ? place.rounded(.up) - 1 : place.rounded(.down))
        let border = all[min(max(0, last), all.count - 1)]
        func isIn(_ value: Double) -> Bool { isLower ? value <= border : value >= border }
        let ranks = MannWhitney(rounds.map(\.base).filter(isIn), rounds.map(\.candidate).filter(isIn))
        let counts = Self.counts(
            rounds.count { isIn($0.base) && !isIn($0.candidate) },
            rounds.count { isIn($0.candidate) && !isIn($0.base) })
        pValue = min(1, 2 * min(counts, ranks?.pValue ?? 1))
    }

    /// How likely two that share all evenly but for chance are so far apart.
    private static func counts(_ first: Int, _ second: Int) -> Double {
        min(1, 2 * atMost(min(first, second), of: first + second))
    }

    /// How likely at most `count` of `all` coins show heads.
    private static func atMost(_ count: Int, of all: Int) -> Double {
        (0...count).reduce(0) { $0 + exp(logBinomial(all, $1) - Double(all) * log(2)) }
    }

    private static func logBinomial(_ all: Int, _ count: Int) -> Double {
        lgamma(Double(all + 1)) - lgamma(Double(count + 1)) - lgamma(Double(all - count + 1))
    }
}
