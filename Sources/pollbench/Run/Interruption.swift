import BlockLayer
import Dispatch
import Foundation
import Synchronization

/// Turns the first Ctrl-C (or SIGTERM) into a stop of the run that goes on; a second one ends the process.
final class Interruption: Sendable {
    let stop = RunStop<RealMachine>()
    private let received = Atomic<Int32>(0)
    private nonisolated(unsafe) var sources: [any DispatchSourceSignal] = []

    init() {
        sources = [SIGINT, SIGTERM].map { number in
            Foundation.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [unowned self] in receive(number) }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }

    /// The signal that came; nil if none did.
    var signal: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    private func receive(_ number: Int32) {
        if received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
        stop.stop()
    }
}
