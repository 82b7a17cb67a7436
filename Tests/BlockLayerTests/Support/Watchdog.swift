import Glibc
import Synchronization

/// Ends the process when a run hangs: its threads spin, so no test framework could get them back.
enum Watchdog {
    /// Runs `body`; if that takes too long, says what hangs and aborts.
    static func guarding<Value>(
        _ what: String, seconds: Int = 120, _ body: () throws -> Value
    ) rethrows -> Value {
        let isDone = Flag()
        var thread = pthread_t()
        let watch = Unmanaged.passRetained(Watch(what: what, seconds: seconds, isDone: isDone))
        let failure = pthread_create(&thread, nil, main, watch.toOpaque())
        precondition(failure == 0, "no thread for the watchdog")
        defer {
            isDone.set()
            pthread_join(thread, nil)
        }
        return try body()
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        Unmanaged<Watch>.fromOpaque($0!).takeRetainedValue().watch()
        return nil
    }

    private final class Flag: Sendable {
        private let isSet = Atomic(false)

        func set() { isSet.store(true, ordering: .releasing) }
        var value: Bool { isSet.load(ordering: .acquiring) }
    }

    private final class Watch: Sendable {
        let what: String
        let seconds: Int
        let isDone: Flag

        init(what: String, seconds: Int, isDone: Flag) {
            self.what = what
            self.seconds = seconds
            self.isDone = isDone
        }

        func watch() {
            let millisecondsPerLook = 2
            for _ in 0..<seconds * 1000 / millisecondsPerLook {
                if isDone.value { return }
                usleep(UInt32(millisecondsPerLook) * 1000)
            }
            let text = "hangs for \(seconds) s: \(what)\n"
            _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
            abort()
        }
    }
}
