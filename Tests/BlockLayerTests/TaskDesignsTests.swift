import Testing

@testable import BlockLayer

/// The designs that keep what a thread has in flight in the thread's own context.
@Suite struct TaskDesignsTests {
    private typealias M = InterruptedMachine

    /// Sectors in turn on so many leaves; two workers share each queue.
    private static func stripe(_ leaves: Int) -> StackPlan {
        StackPlan(
            devices: Array(repeating: .leaf(64, workers: 2), count: leaves)
                + [.mapped([.striped(leaves * 64, chunk: 1, Array(0..<leaves))])])
    }

    private static func reapAll<Design: PollingDesign>(_ workers: Workers<Design>, on number: Int) {
        for queue in 0..<workers.stack.handle.polledCount {
            _ = workers[number].pointee.pollQueue(UInt32(queue))
        }
    }

    /// The FIFO takes one leaf: the others are for interrupts, on queues that no poll looks at.
    @Test func whatFindsTheFifoFullIsNotPolled() {
        let workers = Workers(TaskFifo<M>(parameter: 1), Self.stripe(3), count: 2)
        let root = workers.submit(count: 3)
        #expect(workers.recorder.leaves.map(\.queue) == [0, 5, 7], "the second and third of worker 0's own")
        #expect(workers[0].pointee.counters.unpolledLeaves == 2 && workers[0].pointee.unpolled.inFlight == 2)
        #expect(workers.poll(root) == 1 && workers.takeEnded() == [])
        workers[0].pointee.takeInterrupts()
        #expect(workers[0].pointee.unpolled.inFlight == 0)
        #expect(workers.takeEnded() == [root] && workers.missing() == 0)
        #expect(workers.queuePolls() == 1)
    }

    /// One poll serves the thread's leaves, whatever root they are of; what does not fit into the array waits.
    @Test func aPollOfOneRootEndsAll() {
        let workers = Workers(TaskFifo<M>(parameter: 4), Self.stripe(2), count: 2)
        let roots = (0..<2).map { workers.submit(sector: 2 * $0, count: 2) }
        #expect(workers.poll(roots[0]) == 4)
        #expect(workers.takeEnded() == roots && workers.missing() == 0)
    }

    @Test func onlyTheOwnersPollEndsARoot() {
        Self.checkOwnerEnds(TaskFifo<M>())
        Self.checkOwnerEnds(TaskGroups<M, PostedGroupSizes>())
    }

    private static func checkOwnerEnds<Design: PollingDesign>(_ design: Design) where Design.M == M {
        let workers = Workers(design, stripe(2), count: 2)
        let root = workers.submit(on: 0, count: 4)
        reapAll(workers, on: 1)
        #expect(workers.takeEnded(of: 0) == [] && workers.takeEnded(of: 1) == [])
        #expect(workers.poll(root) == 0 && workers.queuePolls() == 0)
        #expect(workers.takeEnded() == [root] && workers.missing() == 0)
    }

    @Test func aPollLooksAtEightQueues() {
        let workers = Workers(TaskGroups<M, PostedGroupSizes>(), Self.stripe(9), count: 2, mostSectors: 18)
        let root = workers.submit(count: 18)
        #expect(workers.poll(root) == 16 && workers.queuePolls() == 8)
        #expect(workers.takeEnded() == [])
        #expect(workers.poll(root) == 2 && workers.queuePolls() == 9)
        #expect(workers.takeEnded() == [root] && workers.missing() == 0)
    }

    /// Leaves of seventeen mapped devices: one group too few.
    @Test func whatFindsNoGroupIsNotPolled() {
        let lines = (1...17).map { StackPlan.Target.linear(1, $0) }
        let plan = StackPlan(
            devices: [.leaf(64)] + (0..<17).map { .mapped([.linear(1, 0, at: $0)]) } + [.mapped(lines)])
        let workers = Workers(TaskGroups<M, PostedGroupSizes>(), plan, mostSectors: 17)
        let root = workers.submit(count: 17)
        #expect(workers[0].pointee.counters.unpolledLeaves == 1)
        #expect(workers.poll(root) == 16 && workers.takeEnded() == [])
        workers[0].pointee.takeInterrupts()
        #expect(workers.takeEnded() == [root] && workers.missing() == 0)
    }

    /// A leaf that is done although its driver has not returned: the bio is still the driver's.
    @Test func aLeafThatIsNotReadyIsLeftAlone() throws {
        let workers = Workers(TaskGroups<M, PostedGroupSizes>(), Self.stripe(1), count: 2)
        let root = workers.submit(count: 1)
        let leaf = try #require(workers[0].pointee.designState.submitted[0].first.bio)
        Clone<TaskGroups<M, PostedGroupSizes>>.containing(leaf).pointee.state.queue = .max
        Self.reapAll(workers, on: 1)
        #expect(workers.poll(root) == 0 && workers.takeEnded() == [] && workers.queuePolls() == 0)
        Clone<TaskGroups<M, PostedGroupSizes>>.containing(leaf).pointee.state.queue = 0
        workers.poll(root)
        #expect(workers.takeEnded() == [root] && workers.missing() == 0)
    }

    /// There is always something that interrupts have ended, and still the leaves in the FIFO have their turn.
    @Test func interruptsDoNotKeepAThreadFromPolling() throws {
        let plan = StackPlan(devices: [.leaf(4096), .mapped([.linear(4096, 0)])])
        let design = try #require(Catalogue.entry(named: "task-fifo:2"))
        let settings = RunSettings(
            plan: plan, depth: 32, rangeSectors: 4096, seed: TestSettings.seed, ioLimit: 20_000)
        let model = ModelSettings(service: .fixed(nanoseconds: 0), sizeSectors: 4096)
        let counters = try design.run(on: .model([model]), settings, stop: RunStop()).workers[0].counters
        #expect(counters.ios == 20_000 && counters.unpolledLeaves > 0)
        #expect(
            counters.ios - counters.unpolledLeaves > 100, "leaves that were polled; seed \(TestSettings.seed)"
        )
    }

    @Test func syncSubmitEndsTheRootInSubmit() {
        let workers = Workers(SyncSubmit<M>(), Self.stripe(3), settings: EngineSettings(batchSubmit: 4))
        let root = workers.submit(count: 6)
        #expect(workers.takeEnded() == [root] && workers.missing() == 0)
    }

    /// However deep a job is, a thread has one IO at a time, and its latency ends when the IO does: what all of them
    /// took fits into the time of the run.
    @Test func latenciesOfSyncSubmitDoNotOverlap() throws {
        let plan = StackPlan(devices: [
            .leaf(4096), .leaf(4096), .mapped([.striped(8192, chunk: 4, [0, 1])]),
        ])
        let settings = RunSettings(
            plan: plan, depth: 16, rangeSectors: 8192, seed: TestSettings.seed,
            runtimeNanoseconds: 20_000_000)
        let model = ModelSettings(service: .fixed(nanoseconds: 50_000), sizeSectors: 4096)
        let design = try #require(Catalogue.entry(named: "sync-submit"))
        let outcome = try design.run(on: .model([model, model]), settings, stop: RunStop())
        let worker = outcome.workers[0]
        let ticks = worker.window.endTicks - worker.window.beginTicks
        #expect(worker.latency.count > 1 && worker.latency.minNanoseconds >= 49_000)
        #expect(worker.latency.sumNanoseconds <= 2 * TickRate.ofThisMachine.nanoseconds(ticks))
    }
}
