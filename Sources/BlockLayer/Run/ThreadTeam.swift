import Glibc

/// Threads that start together and are waited for together.
enum ThreadTeam {
    /// Runs `body` on `count` threads at once, each with its number, and returns when all have ended.
    ///
    /// - Throws: ``RunError/cannotStartThread(errno:)``, before any body has run.
    static func run(count: Int, _ body: @escaping @Sendable (Int) -> Void) throws(RunError) {
        let gate = Gate()
        var threads: [pthread_t] = []
        var failure: Int32 = 0
        for number in 0..<count where failure == 0 {
            let start = Unmanaged.passRetained(Start(number: number, gate: gate, body: body))
            var thread = pthread_t()
            failure = pthread_create(&thread, nil, threadMain, start.toOpaque())
            if failure == 0 { threads.append(thread) } else { start.release() }
        }
        gate.open(failure == 0)
        for thread in threads { pthread_join(thread, nil) }
        if failure != 0 { throw .cannotStartThread(errno: failure) }
    }

    private final class Start: Sendable {
        let number: Int
        let gate: Gate
        let body: @Sendable (Int) -> Void

        init(number: Int, gate: Gate, body: @escaping @Sendable (Int) -> Void) {
            self.number = number
            self.gate = gate
            self.body = body
        }

        func run() {
            if gate.wait() { body(number) }
        }
    }

    private static let threadMain: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        let start = Unmanaged<Start>.fromOpaque($0!).takeRetainedValue()
        start.run()
        return nil
    }

    /// Holds the threads back until it is known whether all of them exist.
    private final class Gate: @unchecked Sendable {
        private let lock: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
        private let changed: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
        private var mayRun: Bool?

        init() {
            pthread_mutex_init(lock, nil)
            pthread_cond_init(changed, nil)
        }

        deinit {
            pthread_cond_destroy(changed)
            pthread_mutex_destroy(lock)
            changed.deallocate()
            lock.deallocate()
        }

        func open(_ mayRun: Bool) {
            pthread_mutex_lock(lock)
            self.mayRun = mayRun
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(lock)
        }

        func wait() -> Bool {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            while mayRun == nil { pthread_cond_wait(changed, lock) }
            return mayRun!
        }
    }
}
