/// The size from which on a change of a metric counts.
public struct Demand: Sendable {
    /// As a part: 0.01 for 1 %.
    public let threshold: Double
    /// The least difference that counts, for metrics that are times.
    public let floorNanoseconds: Double

    public init(threshold: Double, floorNanoseconds: Double) {
        (self.threshold, self.floorNanoseconds) = (threshold, floorNanoseconds)
    }
}
