/// A finding, and what a run says to it.
public struct Judgement: Sendable {
    public let relation: Relation
    public let verdict: Verdict
    /// The ratio of the medians and its interval; nil where there are no rounds of both sides.
    public let ratio: Ratio?
    /// What the two sides differ in most, by the counters.
    public let cause: String?

    /// A ratio with the ends of its interval.
    public struct Ratio: Equatable, Sendable {
        public let value: Double
        public let low: Double
        public let high: Double

        public init(value: Double, low: Double, high: Double) {
            self.value = value
            self.low = low
            self.high = high
        }
    }
}
