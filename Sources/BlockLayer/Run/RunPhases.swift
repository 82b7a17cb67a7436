import Glibc

// Beginning and end of a run, for the threads that wait for them.

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

/// Wakes the thread that changes a stack from its sleep: when the workers are there, and when all of them have ended.
final class RunEnd: @unchecked Sendable {
    private let count: Int
    private let beginning: UnsafeMutablePointer<sem_t> = .allocate(capacity: 1)
    private let ends: UnsafeMutablePointer<sem_t> = .allocate(capacity: 1)
    /// Ends that were seen; of the thread that sleeps.
    private var seen = 0

    init(workerCount: Int) {
        count = workerCount
        sem_init(beginning, 0, 0)
        sem_init(ends, 0, 0)
    }

    deinit {
        sem_destroy(beginning)
        sem_destroy(ends)
        beginning.deallocate()
        ends.deallocate()
    }

    /// All workers are there. Any of them, once.
    func begin() {
        sem_post(beginning)
    }

    /// A worker has ended. Each of them, once.
    func end() {
        sem_post(ends)
    }

    func waitForBeginning() {
        while sem_wait(beginning) != 0 {}
    }

    /// Sleeps for a time, or until all workers have ended. Returns whether they have.
    func sleep(nanoseconds: UInt64) -> Bool {
        var deadline = timespec()
        clock_gettime(CLOCK_REALTIME, &deadline)
        let total = UInt64(deadline.tv_nsec) + nanoseconds
        deadline.tv_sec += Int(total / 1_000_000_000)
        deadline.tv_nsec = Int(total % 1_000_000_000)
        while seen < count {
            if sem_timedwait(ends, &deadline) == 0 {
                seen += 1
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
