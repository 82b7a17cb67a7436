/// An interval that holds a quantity with a confidence: 0.99 means that 99 of 100 such intervals hold it.
public struct Interval: Sendable, Equatable {
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double
    /// The confidence, as a part of 1.
    public let confidence: Double

    public init(lower: Double, upper: Double, confidence: Double) {
        (self.lower, self.upper, self.confidence) = (lower, upper, confidence)
    }

    /// Whether a value lies in the interval, its ends included.
    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
