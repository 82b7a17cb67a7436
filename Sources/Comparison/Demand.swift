/// What counts as a change of a metric of a cell.
public struct Demand: Sendable {
    /// As a part: 0.01 for 1 %.
    public let threshold: Double
    /// Of a time.
    public let floorNanoseconds: Double

    public init(threshold: Double, floorNanoseconds: Double) {
        (self.threshold, self.floorNanoseconds) = (threshold, floorNanoseconds)
    }
}
