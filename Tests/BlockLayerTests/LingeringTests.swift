import Testing

@testable import BlockLayer

/// Bios that are finished and wait for their owner: counted by the engine, in the same way for every design.
@Suite struct LingeringTests {
    private typealias M = InterruptedMachine

    /// The bios of worker 0 that linger when worker 1 has reaped all leaves of an IO, and once its owner has polled.
    private struct Lingering: DesignEntry {
        typealias M = InterruptedMachine

        let name: String
        let leaves: Int
        let beforePoll: UInt64
        let afterPoll: UInt64
        let max: UInt64

        init<Design: PollingDesign>(_ design: Design) where Design.M == M {
            name = Design.card.name
            let workers = Workers(design, .twoLevelsOnSharedQueues, count: 2)
            let root = workers.submit(on: 0)
            for queue in 0..<2 as Range<UInt32> { _ = workers[1].pointee.pollQueue(queue) }
            leaves = workers.recorder.leaves.count
            beforePoll = workers[0].pointee.lingeringCount
            if !workers[0].pointee.hasEnded() { workers.poll(root) }
            #expect(workers.takeEnded() == [root] && workers.missing() == 0)
            #expect(workers[1].pointee.lingeringCount == 0)
            afterPoll = workers[0].pointee.lingeringCount
            max = workers[0].pointee.counters.lingeringMax
        }
    }

    @Test func whatWaitsForItsOwnerLingers() {
        let held = ["task-fifo", "task-groups", "dm-io-list", "hand-back"]
        for design in Catalogue.entries(Lingering.self) where design.name != "sync-submit" {
            // The pin of root-list keeps the root; the clones are gone.
            let expected = held.contains(design.name) ? design.leaves : design.name == "root-list" ? 1 : 0
            #expect(design.leaves > 2 && design.beforePoll == UInt64(expected), "\(design.name)")
            #expect(design.max == design.beforePoll && design.afterPoll == 0, "\(design.name)")
        }
    }

    @Test func talliesAreKeptByWorkerAndOwner() {
        let tallies = LingeringTallies(workerCount: 3)
        defer { tallies.deallocate() }
        for (count, owner, worker) in [(2, 0, 1), (3, 0, 2), (5, 2, 2)] as [(Int, UInt16, Int)] {
            for _ in 0..<count { tallies.addOne(of: owner, by: worker) }
        }
        #expect((0..<3).map { tallies.sum(of: $0) } == [5, 0, 5])
    }
}
