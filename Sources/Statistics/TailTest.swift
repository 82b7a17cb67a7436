import Foundation

/// Whether one side reaches the lower or the upper tail of all values more often than the other: of the rounds in which
/// one side alone does, either would have half but for chance. Exact, two-sided.
///
/// - Source: McNemar: Note on the sampling error of the difference between correlated proportions, 1947. The border is
///   one of both sides together, as that of Mood's median test.
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
        let border = all[
            max(0, min(all.count - 1, Int(isLower ? place.rounded(.up) - 1 : place.rounded(.down))))]
        func isInTail(_ value: Double) -> Bool { isLower ? value <= border : value >= border }
        let base = rounds.count { isInTail($0.base) && !isInTail($0.candidate) }
        let candidate = rounds.count { isInTail($0.candidate) && !isInTail($0.base) }
        pValue = min(1, 2 * Self.atMost(min(base, candidate), of: base + candidate))
    }

    /// How likely at most `count` of `all` coins show heads.
    private static func atMost(_ count: Int, of all: Int) -> Double {
        (0...count).reduce(0) { $0 + exp(logBinomial(all, $1) - Double(all) * log(2)) }
    }

    private static func logBinomial(_ all: Int, _ count: Int) -> Double {
        lgamma(Double(all + 1)) - lgamma(Double(count + 1)) - lgamma(Double(all - count + 1))
    }
}
