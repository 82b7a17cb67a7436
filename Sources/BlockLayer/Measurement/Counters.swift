/// What one worker counted. One writer, plain words; read by others when the worker has stopped.
public struct Counters: Sendable, Equatable {
    /// Roots that ended, and those of them that ended with an error.
    public var ios: UInt64 = 0
    public var errors: UInt64 = 0
    /// Leaves that this worker handed to hardware queues.
    public var leavesSubmitted: UInt64 = 0
    /// Leaves that this worker reaped, its own and others'.
    public var leavesReaped: UInt64 = 0
    /// Leaves that this worker reaped for others.
    public var foreignCompletions: UInt64 = 0
    /// Times that a design was asked to poll a root.
    public var pollCalls: UInt64 = 0
    /// Polls of a hardware queue, and those of them that found nothing.
    public var queuePolls: UInt64 = 0
    public var emptyQueuePolls: UInt64 = 0
    /// Locks taken, of queues and of designs, and those of them that had to be waited for.
    public var locks: UInt64 = 0
    public var lockWaits: UInt64 = 0
    /// Queues left alone because another thread was polling them.
    public var busySkips: UInt64 = 0
    /// Leaves that came back with EAGAIN and were submitted again.
    public var requeues: UInt64 = 0
    /// Clones of multipath targets whose path failed and that went down another one.
    public var failovers: UInt64 = 0
    /// Leaves that a design left to interrupts.
    public var unpolledLeaves: UInt64 = 0
    /// System calls of the hardware queues that this worker made.
    public var systemCalls: UInt64 = 0
    /// The most bios of this worker, clones or roots, that were finished and not ended, because the design keeps them
    /// until their owner polls. Looked at with one such bio in 64.
    public var lingeringMax: UInt64 = 0

    public init() {}

    /// What was counted since an earlier state of the same counters; a high-water mark stays what it is.
    public func since(_ earlier: Counters) -> Counters {
        var difference = self
        for field in Self.sums { difference[keyPath: field] &-= earlier[keyPath: field] }
        return difference
    }

    /// Adds another worker's counters; of a high-water mark the larger counts.
    public mutating func merge(_ other: Counters) {
        for field in Self.sums { self[keyPath: field] &+= other[keyPath: field] }
        lingeringMax = max(lingeringMax, other.lingeringMax)
    }

    private static var sums: [WritableKeyPath<Counters, UInt64>] {
        [
            \.ios, \.errors, \.leavesSubmitted, \.leavesReaped, \.foreignCompletions, \.pollCalls,
            \.queuePolls,
            \.emptyQueuePolls, \.locks, \.lockWaits, \.busySkips, \.requeues, \.failovers,
            \.unpolledLeaves, \.systemCalls,
        ]
    }
}
