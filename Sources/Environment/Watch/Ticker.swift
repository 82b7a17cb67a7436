import CPlatform
import Glibc

/// Makes a call again and again, on a thread of its own that sleeps in between.
final class Ticker: @unchecked Sendable {
    private let intervalNanoseconds: UInt64
    private let body: @Sendable (_ late: UInt64) -> Void
    private let lock: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
    private let changed: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
    private var isStopped = false
    private var thread: pthread_t?

    /// - Parameter body: gets by how many nanoseconds the call is late.
    init(intervalNanoseconds: UInt64, _ body: @escaping @Sendable (_ late: UInt64) -> Void) {
        self.intervalNanoseconds = intervalNanoseconds
        self.body = body
        pthread_mutex_init(lock, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(changed, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_mutex_destroy(lock)
        pthread_cond_destroy(changed)
        lock.deallocate()
        changed.deallocate()
    }

    /// Begins; does nothing where the system has no thread to spare.
    func start() {
        let itself = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let failure = pthread_create(
            &thread, nil,
            {
                Unmanaged<Ticker>.fromOpaque($0!).takeRetainedValue().run()
                return nil
            }, itself.toOpaque())
        if failure == 0 { self.thread = thread } else { itself.release() }
    }

    /// Ends the calls; none is going on when this returns.
    func stop() {
        pthread_mutex_lock(lock)
        isStopped = true
        pthread_cond_signal(changed)
        pthread_mutex_unlock(lock)
        if let thread { pthread_join(thread, nil) }
        thread = nil
    }

    private func run() {
        while true {
            let due = platform_monotonic_ns() &+ intervalNanoseconds
            guard sleep(until: due) else { return }
            body(platform_monotonic_ns().growth(from: due))
        }
    }

    /// Returns whether to go on.
    private func sleep(until due: UInt64) -> Bool {
        var deadline = timespec(tv_sec: Int(due / 1_000_000_000), tv_nsec: Int(due % 1_000_000_000))
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while !isStopped {
            if pthread_cond_timedwait(changed, lock, &deadline) == ETIMEDOUT { return !isStopped }
        }
        return false
    }
}
