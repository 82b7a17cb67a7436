/// How long one poll of a hardware queue stays there while nothing has completed.
public enum SpinPolicy: Hashable, Sendable, BitwiseCopyable {
    /// One look: what io_uring asked for up to Linux 6.18 (`BLK_POLL_ONESHOT`).
    case oneShot
    /// Until something is found, Linux 6.19 to 7.1. The kernel leaves the loop when the scheduler wants the CPU; here
    /// that is after ``timeSliceNanoseconds``.
    case untilFound
    /// Until something is found or the time is up; Linux 7.2 allows one jiffy.
    case bounded(nanoseconds: UInt64)

    /// A scheduler's usual time slice.
    public static var timeSliceNanoseconds: UInt64 { 4_000_000 }

    /// The bound in nanoseconds; 0 for one look.
    var limitNanoseconds: UInt64 {
        switch self {
        case .oneShot: 0
        case .untilFound: Self.timeSliceNanoseconds
        case .bounded(let nanoseconds): nanoseconds
        }
    }
}
