/// The values of both sides in one round.
public struct Pair: Sendable, Equatable {
    /// The value of the base.
    public let base: Double
    /// The value of the candidate.
    public let candidate: Double

    public init(base: Double, candidate: Double) {
        (self.base, self.candidate) = (base, candidate)
    }

    /// Whether both are positive numbers.
    public var isRatio: Bool { base > 0 && base.isFinite && candidate > 0 && candidate.isFinite }
}
