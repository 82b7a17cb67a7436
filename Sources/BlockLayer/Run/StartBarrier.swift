import Glibc

/// Where all workers of a run wait for each other before they begin.
final class StartBarrier: @unchecked Sendable {
    private let barrier: UnsafeMutablePointer<pthread_barrier_t> = .allocate(capacity: 1)

    init(count: Int) {
        pthread_barrier_init(barrier, nil, UInt32(count))
    }

    deinit {
        pthread_barrier_destroy(barrier)
        barrier.deallocate()
    }

    func wait() {
        pthread_barrier_wait(barrier)
    }
}
