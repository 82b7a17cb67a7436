import Testing

@testable import BlockLayer

/// In `hand-back` only owners end bios, whichever thread reaps.
@Suite struct HandBackTests {
    private typealias M = InterruptedMachine

    @Test func whoReapsForAnotherEndsNothing() {
        let workers = Workers(HandBack<M>(), .twoLevelsOnSharedQueues, count: 2)
        let root = workers.submit(on: 0)
        let missing = workers.missing()
        for queue in 0..<2 as Range<UInt32> { _ = workers[1].pointee.pollQueue(queue) }
        let leaves = UInt64(workers.recorder.leaves.count)
        #expect(leaves > 2 && workers[1].pointee.counters.foreignCompletions == leaves)
        #expect(workers.takeEnded(of: 1) == [] && workers.missing() == missing)
        #expect(workers.takeEnded() == [root] && workers.missing() == 0, "the owner needs no poll")
        #expect(workers.queuePolls() == 0)
    }

    @Test func onlyQueuesWithOwnLeavesArePolled() {
        let lines = StackPlan(devices: [
            .leaf(64, workers: 2), .leaf(64, workers: 2), .mapped([.linear(64, 0), .linear(64, 1)]),
        ])
        let workers = Workers(HandBack<M>(), lines, count: 2)
        let foreign = workers.submit(on: 1, sector: 0)
        let own = workers.submit(on: 0, sector: 64)
        #expect(workers.poll(own) == 1 && workers.queuePolls() == 1)
        #expect(workers.takeEnded() == [own])
        #expect(workers.poll(foreign, on: 1) == 1 && workers.takeEnded(of: 1) == [foreign])
    }

    /// Leaves that have ended are no reason to poll.
    @Test func queuesWhoseLeavesHaveEndedAreNotPolled() {
        let lines = StackPlan(devices: [.leaf(64), .leaf(64), .mapped([.linear(64, 0), .linear(64, 1)])])
        let workers = Workers(HandBack<M>(), lines)
        for sector in [0, 64, 0] {
            let root = workers.submit(sector: sector)
            let before = workers.queuePolls()
            #expect(workers.poll(root) == 1 && workers.queuePolls() == before + 1)
            #expect(workers.takeEnded() == [root])
        }
    }

    @Test func nobodyWaitsForAPoller() {
        let plan = StackPlan(devices: [.leaf(64, workers: 2), .mapped([.linear(64, 0)])])
        let workers = Workers(HandBack<M>(), plan, count: 2)
        let root = workers.submit()
        let lock = workers.stack.handle.contexts
        _ = lock.pointee.completionLock.value.lock()
        #expect(workers.poll(root) == 0 && workers[0].pointee.counters.busySkips == 1)
        lock.pointee.completionLock.value.unlock()
        #expect(workers.poll(root) == 1 && workers.takeEnded() == [root])
        #expect(workers[0].pointee.counters.lockWaits == 0)
    }

    /// Another worker finds that the device had no room: the owner submits the leaf again.
    @Test func theOwnerSubmitsAgain() {
        let plan = StackPlan(devices: [.leaf(64, workers: 2), .mapped([.linear(64, 0)])])
        let workers = Workers(HandBack<M>(), plan, count: 2)
        workers.recorder.endings = [.init(device: 0, sector: 0): [.again]]
        let root = workers.submit()
        _ = workers[1].pointee.pollQueue(0)
        #expect(workers[1].pointee.counters.requeues == 0)
        #expect(workers.takeEnded() == [] && workers[0].pointee.counters.requeues == 1)
        workers[0].pointee.submitPlugs()
        #expect(workers.poll(root) == 1 && workers.takeEnded() == [root] && workers.missing() == 0)
    }
}
