/// Whether one side is ahead in the lower or the upper tail of all values, two-sided.
///
/// A value within the tail scores by its rank there, the foremost most; all others score nothing. A round that
/// favours a side adds the difference of its scores to that side, so both count: who reaches the tail more often, and
/// who is further ahead in it. If the sides do not differ, each round might as well have favoured the other one: the
/// chances are those of coins (see ``RankSums``), whatever the noise, if the order within each round was drawn at
/// random.
///
/// - Source: Fisher: The design of experiments, 1935, section 21 (swaps within pairs). McNemar: Note on the sampling
///   error of the difference between correlated proportions, 1947, is the same with scores of one and nothing.
public struct TailTest: Sendable {
    /// How likely sides that do not differ are at least that far apart, in either direction.
    public let pValue: Double

    /// - Parameter part: of all values that is the lower tail, up to a half; above, the rest is the upper one.
    /// - Returns: nil of nothing, and where a value is no number.
    public init?(_ rounds: [Pair], at part: Double) {
        let all = rounds.map(\.base) + rounds.map(\.candidate)
        guard !all.isEmpty, all.allSatisfy(\.isFinite) else { return nil }
        let isLower = part <= 0.5
        let size = (min(part, 1 - part) * Double(all.count)).rounded(.up)
        let scores = Midranks.doubled(isLower ? all : all.map { -$0 }).map {
            max(0, 2 * (Int(size) + 1) - $0)
        }
        let leads = rounds.indices.map { scores[$0] - scores[$0 + rounds.count] }.filter { $0 != 0 }
        let (ahead, behind) = leads.reduce(into: (0, 0)) { sums, lead in
            if lead > 0 { sums.0 += lead } else { sums.1 -= lead }
        }
        let sums = RankSums(doubledRanks: leads.map { abs($0) })
        pValue = min(1, 2 * sums.chance(ofAtMost: min(ahead, behind)))
    }
}
