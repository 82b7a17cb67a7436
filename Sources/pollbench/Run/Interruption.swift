import BlockLayer
import Foundation
import Synchronization

/// Turns the first Ctrl-C (or SIGTERM) into a stop of the run that goes on; the next one ends the process.
///
/// By a signal handler, which needs no thread and no file descriptor: a process may have none left.
enum Interruption {
    static let stop = RunStop()
    private static let received = Atomic<Int32>(0)
    private static let signals = [SIGINT, SIGTERM]

    /// From here on.
    static func begin() {
        // What the runtime makes when it is first asked for, it must not make in a handler.
        RunStop().stop()
        _ = (stop, received.load(ordering: .relaxed))
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { Interruption.receive($0) }
        action.sa_flags = SA_RESTART
        var set = sigset_t()
        sigemptyset(&set)
        for number in signals {
            sigaction(number, &action, nil)
            sigaddset(&set, number)
        }
        // Whoever started the process may have left them blocked.
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    /// The signal that came; nil if none did.
    static var signal: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Runs at any point of any thread: nothing in it may allocate or take a lock.
    private static func receive(_ number: Int32) {
        Foundation.signal(SIGINT, SIG_DFL)
        Foundation.signal(SIGTERM, SIG_DFL)
        received.store(number, ordering: .relaxed)
        stop.stop()
    }
}
