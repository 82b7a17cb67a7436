import Glibc
import Synchronization
import Testing

@testable import BlockLayer

/// The observer of a run learns when each worker begins and ends the measured part, and nothing else.
@Suite struct RunObserverTests {
    private struct Event {
        var worker: Int
        var begins: Bool
        var thread: pthread_t
    }

    private final class Log: Sendable {
        let events = Mutex<[Event]>([])

        func add(_ worker: Int, begins: Bool) {
            let event = Event(worker: worker, begins: begins, thread: pthread_self())
            events.withLock { $0.append(event) }
        }
    }

    /// With a pass before and one after what is measured.
    private static let verified = StressCase(
        name: "verified", plan: StressCase.twoLevels, workers: 3, isVerified: true)

    @Test func eachWorkerBeginsAndEndsOnceOnItsThread() throws {
        let log = Log()
        var settings = Self.verified.settings(queues: 2, ioLimit: 100)
        settings.observer = RunObserver(
            workloadBegins: { log.add($0, begins: true) }, workloadEnds: { log.add($0, begins: false) })
        let entry = try #require(Catalogue.entry(named: "bio-array"))
        _ = try entry.run(on: Self.verified.devices(settings.plan), settings, stop: RunStop())
        let seen = log.events.withLock { $0 }
        #expect(seen.count == 2 * settings.cpus.count)
        for worker in settings.cpus.indices {
            let own = seen.filter { $0.worker == worker }
            #expect(own.map(\.begins) == [true, false])
            #expect(Set(own.map(\.thread)).count == 1)
        }
        #expect(Set(seen.map(\.thread)).count == settings.cpus.count)
    }
}
