import Testing

@testable import BlockLayer

/// In `dm-io-list` any thread ends clones, and only the owner's poll ends the root.
@Suite struct DmIoListTests {
    private typealias M = InterruptedMachine

    @Test func onlyTheOwnersPollEndsTheRoot() {
        let workers = Workers(DmIoList<M>(), .twoLevelsOnSharedQueues, count: 2)
        let root = workers.submit(on: 0)
        for queue in 0..<2 as Range<UInt32> { _ = workers[1].pointee.pollQueue(queue) }
        #expect(workers.recorder.leaves.count > 2)
        #expect(workers[1].pointee.counters.foreignCompletions == UInt64(workers.recorder.leaves.count))
        #expect(workers.takeEnded(of: 0) == [] && workers.takeEnded(of: 1) == [])
        #expect(workers.poll(root) == 0 && workers.queuePolls() == 0, "all that it finds is finished")
        #expect(workers.takeEnded() == [root] && workers.missing() == 0)
    }

    /// Another worker finds that the device had no room: from then on no poll looks for the clone, and that worker's
    /// interrupt finishes it.
    @Test func aCloneThatComesAgainIsNotPolled() {
        let plan = StackPlan(devices: [.leaf(64, workers: 2), .mapped([.linear(64, 0)])])
        let workers = Workers(DmIoList<M>(), plan, count: 2)
        workers.recorder.endings = [.init(device: 0, sector: 0): [.again]]
        let root = workers.submit(on: 0)
        _ = workers[1].pointee.pollQueue(0)
        #expect(workers[1].pointee.counters.requeues == 1 && workers[1].pointee.counters.unpolledLeaves == 1)
        #expect(workers.poll(root) == 0 && workers.queuePolls() == 0)
        workers[1].pointee.submitPlugs()
        workers[1].pointee.takeInterrupts()
        #expect(workers.recorder.leaves.map(\.queue) == [0, 2] && workers[1].pointee.unpolled.inFlight == 0)
        workers.poll(root)
        #expect(workers.takeEnded() == [root] && workers.missing() == 0)
    }
}
