/// The price of a design's work between its accesses to shared words, on one CPU that computes alone.
///
/// Found by runs of the real engine with one thread: the time that an IO takes, less the accesses to shared words as
/// the modelled machine charges them.
public struct WorkPrices: Sendable, Hashable {
    /// A root: one half when it is submitted, from the choice of its block on; one when its latency is noted.
    public var rootNanoseconds: Double = 0
    /// A clone: one half when it is mapped, one when it has ended.
    public var cloneNanoseconds: Double = 0
    /// A leaf: one half when it is plugged, one when it was reaped.
    public var leafNanoseconds: Double = 0
    /// A reaping of a hardware queue, however many leaves it finds.
    public var reapNanoseconds: Double = 0
    /// A look for completions: a root is polled.
    public var lookNanoseconds: Double = 0

    public init() {}

    /// All prices times a factor.
    public func scaled(by factor: Double) -> WorkPrices {
        var scaled = self
        for price in Self.all { scaled[keyPath: price] *= factor }
        return scaled
    }

    /// The price of each kind of work.
    public static var all: [WritableKeyPath<WorkPrices, Double>] {
        [\.rootNanoseconds, \.cloneNanoseconds, \.leafNanoseconds, \.reapNanoseconds, \.lookNanoseconds]
    }
}
