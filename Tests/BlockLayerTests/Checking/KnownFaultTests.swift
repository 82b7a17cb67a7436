import Testing

@testable import BlockLayer

/// The checker finds what is known to be wrong with designs as they were posted, each from one seed, and finds nothing
/// where it is put right.
@Suite struct KnownFaultTests {
    typealias M = SimulatedMachine

    /// A subject with a fault, and the same without.
    struct Known: Sendable, CustomTestStringConvertible {
        let name: String
        let faulty: CheckSubject
        let right: CheckSubject
        var expected: Fault.Kind = .wrongResult
        var original = CheckCase.small(threads: 2, ios: 2, queues: 1)

        var testDescription: String { name }
    }

    static let all = [
        Known(
            name: "root-list: the pin is dropped twice", faulty: Hazards.rootPolledByTwo(PostedRootList.self),
            right: Hazards.rootPolledByTwo(CorrectedRootList.self), expected: .endedTwice),
        Known(
            name: "root-list: an empty list is no completion",
            faulty: Hazards.leafWithoutCookie(RootListDoneWhenEmpty.self),
            right: Hazards.leafWithoutCookie(CorrectedRootList.self)),
        Known(
            name: "cookie-v3: a stale queue after a reset", faulty: Hazards.resetUnder(CookieV3<M>()),
            right: Hazards.resetUnder(IterateAll<M>())),
        Known(
            name: "cookie: a stale queue after a reset", faulty: Hazards.resetUnder(CookieDesign<M>()),
            right: Hazards.resetUnder(IterateAll<M>())),
        Known(
            name: "busy-array: a queue more than the table's array",
            faulty: Hazards.queueAddedUnder(BusyArray<M>(), isLoadedAnew: false),
            right: Hazards.queueAddedUnder(BusyArray<M>(), isLoadedAnew: true)),
        Known(
            name: "task-groups: no NOT-READY", faulty: CheckSubject(SharedContext()),
            right: CheckSubject(SharedContext(waitsForDriver: true)), expected: .touchedDead),
        Known(
            name: "queue-bitmap: a bit cleared beside a set", faulty: CheckSubject(BitmapWithoutRecheck()),
            right: CheckSubject(QueueBitmap<M>()), expected: .stuck),
    ]

    @Test(arguments: all)
    func isFoundByLookingAtAll(known: Known) throws {
        let exploration = Exploration(known.original, .exhaustive(departures: 2))
        let outcome = exploration.run(known.faulty)
        let failure = try #require(outcome.failure, "\(outcome.schedules) schedules")
        #expect(failure.fault.kind == known.expected, "\(failure.fault)")
        let shortest = exploration.shortest(failure.schedule, seed: failure.seed, of: known.faulty)
        for place in shortest.departures.indices {
            var fewer = shortest
            fewer.departures.remove(at: place)
            let fault = exploration.trace(fewer, seed: failure.seed, of: known.faulty).fault
            #expect(fault == nil, "\(shortest) shows it without departure \(place), too")
        }
        let traced = exploration.trace(shortest, seed: failure.seed, of: known.faulty)
        #expect(traced.fault != nil, "the shortest schedule shows it again")
        #expect(!traced.lines.isEmpty)
    }

    @Test(arguments: all)
    func isFoundAtRandom(known: Known) {
        var original = known.original
        original.isVaried = false
        let exploration = Exploration(original, .random(schedules: 5_000), seed: TestSettings.seed)
        #expect(exploration.run(known.faulty).failure != nil, "seed \(TestSettings.seed)")
    }

    @Test(arguments: all)
    func isGoneWherePutRight(known: Known) {
        let exploration = Exploration(known.original, .exhaustive(departures: 1))
        let outcome = exploration.run(known.right)
        #expect(outcome.failure == nil && outcome.isComplete, "\(String(describing: outcome.failure?.fault))")
    }
}
