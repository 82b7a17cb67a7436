/// What a comparison goes by.
public struct Judgement: Sendable {
    public var metrics: [Metric]
    /// What counts as a change, as a part: 0.01 for 1 %.
    public var threshold: Double
    /// What counts as a change of a time.
    public var floorNanoseconds: Double
    /// That no verdict of better or worse, in any cell, is an accident.
    public var confidence: Double
    /// Whether the values repeat, as under a clock that counts instructions; see ``Evidence/repeated(_:_:)``.
    public var isDeterministic = false
    public var resamples = 2000
    public var seed: UInt64 = 1

    /// Fewer say nothing, whatever they are, where values do not repeat.
    public static let fewestRounds = 9

    var fewestRounds: Int { isDeterministic ? 1 : Self.fewestRounds }

    public init(metrics: [Metric], threshold: Double, floorNanoseconds: Double, confidence: Double) {
        self.metrics = metrics
        self.threshold = threshold
        self.floorNanoseconds = floorNanoseconds
        self.confidence = confidence
    }
}
