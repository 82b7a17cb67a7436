/// What goes wrong with leaves of a model device, each by its number on a hardware queue.
public struct ModelFaults: Sendable, Hashable, BitwiseCopyable {
    /// Those that end with EIO.
    public var failures = FailureSchedule.never
    /// Those that come back with EAGAIN, not done.
    public var again = FailureSchedule.never
    /// Those whose completion is lost: they end with ETIMEDOUT after `timeoutNanoseconds`, and the completion comes
    /// too late.
    public var lost = FailureSchedule.never
    /// Linux waits 30 seconds.
    public var timeoutNanoseconds: UInt64 = 10_000_000

    public init() {}

    /// Whether there are any.
    var isEmpty: Bool { failures.period | again.period | lost.period == 0 }
}
