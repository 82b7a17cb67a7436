import Statistics

/// A finding, and what a run says to it.
public struct Judgement: Sendable {
    /// The relation that was judged.
    public let relation: Relation
    /// The verdict.
    public let verdict: Verdict
    /// The ratio of the medians and its interval; nil where there are no rounds of both sides.
    public let ratio: Ratio?
    /// What the two sides differ in most, by the counters.
    public let cause: String?

    /// The ratio of the medians of two sides that were measured in the same rounds.
    public struct Ratio: Sendable {
        /// The ratio that was found.
        public let value: Double
        /// The interval of the ratio.
        public let interval: Interval

        /// Nil without rounds.
        init?(of rounds: [Pair]) {
            guard let base = rounds.map(\.base).median, let candidate = rounds.map(\.candidate).median,
                let interval = Bootstrap().ratio(of: rounds)
            else { return nil }
            value = candidate / base
            self.interval = interval
        }
    }
}
