/// What all workers of a run look at in each turn, and find down: whether they shall stop submitting, after Ctrl-C or a
/// sector that failed verification; whether a table is being loaded anew, which takes them all.
struct StopFlag<M: Machine>: ~Copyable {
    private let word = CacheLinePadded(SharedWord<M>(0))

    private static var stop: UInt64 { 1 }
    private static var call: UInt64 { 2 }

    init() {}

    /// Anyone, any number of times; also from a signal handler.
    borrowing func set() {
        word.value.setBits(Self.stop)
    }

    /// Whether the workers shall stop.
    @inline(__always)
    borrowing func isSet() -> Bool {
        word.value.loadRelaxed() & Self.stop != 0
    }

    /// Whether there is nothing to do but to go on.
    @inline(__always)
    borrowing func isDown() -> Bool {
        word.value.loadRelaxed() == 0
    }

    /// Has the workers look at the stack's ``DeviceMaps`` in each turn, until ``endCall()``. Whoever changes a table.
    borrowing func callWorkers() {
        word.value.setBits(Self.call)
    }

    borrowing func endCall() {
        word.value.clearBits(Self.call)
    }

    /// One turn of a worker that found nothing to do.
    @inline(__always)
    borrowing func spin(_ attempt: UInt32) {
        word.value.spin(attempt)
    }
}
