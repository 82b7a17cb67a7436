/// Which leaves something happens to: of every `period` leaves of a hardware queue, `length` in a row. Where in the
/// period is a matter of the seed, so that it is repeatable and devices do not fail together.
public struct FailureSchedule: Sendable, Hashable, BitwiseCopyable {
    /// 0 for never.
    public var period: UInt64
    public var length: UInt64

    /// The schedule that fails no leaf.
    public static let never = FailureSchedule(period: 0, length: 0)

    public init(period: UInt64, length: UInt64) {
        self.period = period
        self.length = length
    }

    /// Whether the n-th leaf of a queue fails.
    @inline(__always)
    func fails(_ number: UInt64, phase: UInt64) -> Bool {
        period != 0 && (number &+ phase) % period < length
    }
}
