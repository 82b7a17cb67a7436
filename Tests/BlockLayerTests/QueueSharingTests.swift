import Testing

@testable import BlockLayer

/// Who reaps whose leaves, by how many threads share a queue.
@Suite struct QueueSharingTests {
    private static let workers = 4
    private static let designs = Catalogue.designs.filter { !$0.waitsForInterrupts }.map(\.card.name)
    private static let looksForItself = Catalogue.designs.filter {
        $0.card.pollsForItselfOnly && !$0.waitsForInterrupts
    }.map(\.card.name)

    private func foreignCompletions(_ design: String, queues: Int, ios: UInt64) throws -> UInt64 {
        let entry = Catalogue.designs.first { $0.card.name == design }!
        var stress = StressCase(name: "shared", plan: StressCase.twoLevels)
        stress.workers = Self.workers
        let settings = stress.settings(queues: queues, ioLimit: ios)
        let outcome = try Watchdog.guarding("\(design), \(queues) queues") {
            try entry.run(on: stress.devices(settings.plan), settings, stop: RunStop())
        }
        let submitted = outcome.workers.reduce(0) { $0 + $1.counters.leavesSubmitted }
        #expect(outcome.workers.reduce(0) { $0 + $1.counters.leavesReaped } == submitted)
        return outcome.workers.reduce(0) { $0 + $1.counters.foreignCompletions }
    }

    @Test(arguments: designs, [1, 2])
    func onSharedQueuesThreadsReapForOthers(design: String, queues: Int) throws {
        // A few IOs may all be done by one thread before the next one has its turn on a CPU.
        let isSeen = try [400, 4000, 40_000].contains { ios in
            try foreignCompletions(design, queues: queues, ios: ios) > 0
        }
        #expect(isSeen)
    }

    @Test(arguments: looksForItself)
    func onQueuesOfTheirOwnNobodyDoes(design: String) throws {
        #expect(try foreignCompletions(design, queues: Self.workers, ios: 400) == 0)
    }
}
