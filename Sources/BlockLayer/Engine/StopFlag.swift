/// Tells all workers of a run to stop submitting: Ctrl-C, or a sector that failed verification.
public struct StopFlag<M: Machine>: ~Copyable {
    private let word = CacheLinePadded(SharedWord<M>(0))

    public init() {}

    /// Anyone, any number of times; also from a signal handler.
    public borrowing func set() {
        word.value.store(1)
    }

    @inline(__always)
    public borrowing func isSet() -> Bool {
        word.value.loadRelaxed() != 0
    }

    /// One turn of a worker that found nothing to do.
    @inline(__always)
    borrowing func spin(_ attempt: UInt32) {
        word.value.spin(attempt)
    }
}
