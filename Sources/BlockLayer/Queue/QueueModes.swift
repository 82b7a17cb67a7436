// Settings of hardware queues and of the way in which the engine polls them.

/// How completions arrive.
public enum Completion: String, Sendable, CaseIterable {
    /// Found by polling the device (IORING_SETUP_IOPOLL).
    case polled
    /// Delivered by the device's interrupt; a design's polls then look at what was delivered, without a system call.
    case interrupt
}

/// When a poll ends the leaves that it reaped.
public enum CompletionEnding: String, Sendable, CaseIterable, BitwiseCopyable {
    /// While it holds the completion lock, as Linux up to 5.15.
    case inLock = "in-lock"
    /// As a batch after the lock is given back, as Linux from 5.16 on.
    case afterLock = "after-lock"
}

/// How a poll takes the completion lock of a hardware queue.
public enum CompletionLocking: String, Sendable, CaseIterable, BitwiseCopyable {
    /// Wait for it: `spin_lock`, as Linux does.
    case blocking
    /// Leave the queue to the thread that holds it: `spin_trylock`, proposed in 2021 and never merged.
    case trylock
    /// No lock, for submission neither: only where one thread owns each queue.
    case none
}

/// Who may touch a hardware queue.
public enum QueueSharing: String, Sendable, CaseIterable, BitwiseCopyable {
    /// The workers that map to it submit there, and any worker may poll it, as with the queues of a driver.
    case shared
    /// Each worker has a queue of its own on each device and no other looks at it, as with a ring with a single issuer
    /// is (io_uring_setup(2), IORING_SETUP_SINGLE_ISSUER).
    case exclusive
}

/// How long one poll of a hardware queue stays there while nothing has completed.
public enum SpinPolicy: Hashable, Sendable, BitwiseCopyable {
    /// One look: what io_uring asked for up to Linux 6.18 (`BLK_POLL_ONESHOT`).
    case oneShot
    /// Until something is found, Linux 6.19 to 7.1. The kernel leaves the loop when the scheduler wants the CPU; here
    /// that is after ``timeSliceNanoseconds``.
    case untilFound
    /// Until something is found, or an IO of the thread was completed by another one, within the same time: the look at
    /// the request itself that the polls of Linux 6.19 to 7.1 lack.
    case untilDone
    /// Until something is found or the time is up; Linux 7.2 allows one jiffy.
    case bounded(nanoseconds: UInt64)

    /// A scheduler's usual time slice.
    public static var timeSliceNanoseconds: UInt64 { 4_000_000 }

    /// The bound in nanoseconds; 0 for one look.
    var limitNanoseconds: UInt64 {
        switch self {
        case .oneShot: 0
        case .untilFound, .untilDone: Self.timeSliceNanoseconds
        case .bounded(let nanoseconds): nanoseconds
        }
    }
}
