import Testing

@testable import BlockLayer

/// Bios that come to their clones long after their roots: each root's share of the pool is there for it.
@Suite struct LateClonesTests {
    private typealias M = RealMachine

    /// Reads go on at once, writes a little later; each in four clones.
    private static let plan = StackPlan(devices: [
        .leaf(64, workers: 2), .leaf(64, workers: 2), .mapped([.striped(128, chunk: 4, [0, 1])]),
        .mapped([
            .init(
                sectorCount: 128,
                kind: .delay([Leg(device: 2, startSector: 0)], readNanoseconds: 0, writeNanoseconds: 1))
        ]),
    ])

    /// Another worker has released clones, which lie in the mailbox; free ones are too few for what was delayed.
    @Test func whatWasDelayedFindsItsClonesInTheMailbox() {
        let workers = Workers(IterateAll<M>(), Self.plan, count: 2, roots: 3, mostSectors: 8)
        let first = workers.submit(.read, sector: 1)
        workers.poll(first, on: 1)
        #expect(workers.takeEnded().count == 1 && workers[0].pointee.clones.freeCount == 8)
        let delayed = [1, 9].map { workers.submit(.write, sector: $0) }
        let last = workers.submit(.read, sector: 17)
        #expect(workers[0].pointee.clones.freeCount == 2)
        while !workers[0].pointee.waiting.forTime.isEmpty { workers[0].pointee.submitPlugs() }
        #expect(workers.recorder.leaves.count == 12)
        for root in delayed + [last] { workers.poll(root) }
        #expect(workers.takeEnded().count == 3 && workers.missing() == 0)
    }

    /// Clones that wait, remapped in place, for a suspended device stand on a list by the link that is also the head of
    /// those of dm-io-list: nothing is to be polled of them.
    @Test func clonesThatWaitAreNoHeadsOfLists() {
        let plan = StackPlan(devices: [
            .leaf(64, workers: 2), .leaf(64, workers: 2), .mapped([.striped(128, chunk: 4, [0, 1])]),
            .mapped([.remap(128, 2)]), .mapped([.striped(128, chunk: 4, [3])]),
        ])
        var original = CheckCase(plan: plan, ios: 4, depth: 4, blockSectors: 8)
        original.changes = 3
        original.changedDevice = 2
        let subject = Catalogue.checked.first { $0.name == "dm-io-list" }!
        let outcome = Exploration(original, .random(schedules: 300), seed: TestSettings.seed).run(subject)
        #expect(outcome.failure == nil, "\(String(describing: outcome.failure))")
    }

    /// Roots that wait, remapped in place, for a suspended device hold no clone; no more begin than the pool serves.
    @Test(arguments: ["iterate-all", "root-list", "dm-io-list", "task-fifo", "hand-back"])
    func rootsThatHoldNoCloneKeepTheirShare(name: String) {
        let plan = StackPlan(devices: [
            .leaf(64, workers: 2), .leaf(64, workers: 2), .mapped([.striped(128, chunk: 4, [0, 1])]),
            .mapped([.remap(128, 2)]),
        ])
        var original = CheckCase(plan: plan, ios: 4, depth: 4, blockSectors: 8)
        original.rootsInPool = 1
        original.changes = 2
        original.changedDevice = 2
        let subject = Catalogue.checked.first { $0.name == name }!
        let outcome = Exploration(original, .random(schedules: 100), seed: TestSettings.seed).run(subject)
        #expect(outcome.failure == nil, "\(String(describing: outcome.failure))")
    }
}
