import Synchronization

/// A count of the benchmark's own, written by one thread and read by others now and then.
///
/// Not a ``SharedWord``: no design has it, so no ``Machine`` hears of its accesses, and designs are neither charged for
/// it nor explored by it. An addition is a plain load and a plain store.
struct Tally: ~Copyable {
    private let count = Atomic<UInt64>(0)

    /// Adds to the count. Only its one writer.
    @inline(__always)
    borrowing func add(_ more: UInt64) {
        count.store(count.load(ordering: .relaxed) &+ more, ordering: .relaxed)
    }

    /// The count as it was a moment ago. Any thread.
    @inline(__always)
    borrowing func read() -> UInt64 { count.load(ordering: .relaxed) }
}
