/// An interval that holds a quantity with a confidence: 0.99 means that 99 of 100 such intervals hold it.
public struct Interval: Sendable, Equatable {
    public let lower: Double
    public let upper: Double
    public let confidence: Double

    public init(lower: Double, upper: Double, confidence: Double) {
        (self.lower, self.upper, self.confidence) = (lower, upper, confidence)
    }

    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
