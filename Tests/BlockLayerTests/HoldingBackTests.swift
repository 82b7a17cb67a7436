import Testing

@testable import BlockLayer

/// Queues that hold back what was submitted last, for the poll that follows: nothing may stay there for long.
@Suite struct HoldingBackTests {
    private typealias Handover = Recorder<RealMachine>.Handover

    /// Eight sectors on two leaves of four sectors, one on each of two queues.
    private static let stripe = StackPlan(devices: [
        .leaf(64), .leaf(64), .mapped([.striped(128, chunk: 4, [0, 1])]),
    ])

    /// Eight sectors on as many leaves of one queue.
    private static let manyLeaves = StackPlan(devices: [.leaf(64), .mapped([.striped(64, chunk: 1, [0])])])

    private static func worker(
        _ plan: StackPlan, _ settings: EngineSettings = EngineSettings()
    ) -> ObservedWorker {
        let worker = ObservedWorker(plan, mostSectors: 8, settings: settings)
        worker.recorder.holdsBack = true
        return worker
    }

    @Test func thePollThatFollowsTakesLeavesAlong() {
        var worker = Self.worker(Self.stripe)
        let status = worker.run(.read, sector: 0, count: 8).status
        let calls = worker.worker.counters.systemCalls
        let both = (0..<2).map { Handover(queue: $0, count: 1, isByPoll: true) }
        #expect(status == .ok && worker.recorder.handovers == both)
        #expect(calls == 2, "one call for each leaf, to submit and to poll")
    }

    @Test func whatNoPollTookIsFlushedAfterOnePass() {
        for polled in [0, 1] as [UInt32] {
            var worker = Self.worker(Self.stripe)
            let root = worker.start(.read, sector: 0, count: 8)
            worker.worker.submitPlugs()
            let reaped = worker.worker.pollQueue(polled)
            let open = worker.worker.plugs.openCount
            worker.worker.closePlugs()
            let openAfterwards = worker.worker.plugs.openCount
            #expect(reaped == 1 && open == 2 && openAfterwards == 0)
            #expect(
                worker.recorder.handovers == [
                    Handover(queue: Int(polled), count: 1, isByPoll: true),
                    Handover(queue: 1 - Int(polled), count: 1, isByPoll: false),
                ])
            worker.finish(root)
        }
    }

    /// The worker finds an ended root in its mailbox and polls nothing in this pass.
    @Test func aPassWithoutPollsFlushes() {
        var worker = Self.worker(Self.stripe)
        let root = worker.start(.write, sector: 0, count: 8)
        worker.worker.submitPlugs()
        worker.worker.closePlugs()
        let held = worker.recorder.heldBack(0) + worker.recorder.heldBack(1)
        #expect(held == 0 && worker.recorder.handovers.map(\.isByPoll) == [false, false])
        worker.finish(root)
    }

    @Test func aDesignThatWaitsFlushes() {
        var worker = Self.worker(Self.stripe, EngineSettings(batchSubmit: 8))
        let root = worker.start(.read, sector: 0, count: 8)
        let submittedBefore = worker.recorder.leaves.count
        worker.worker.yieldTurn(0)
        let open = worker.worker.plugs.openCount
        #expect(submittedBefore == 0 && open == 0)
        #expect(worker.recorder.handovers.map(\.count) == [1, 1])
        worker.finish(root)
    }

    /// A spin on a queue that has nothing may last as long as another's leaf takes.
    @Test func aSpinDoesNotMakeOtherQueuesWait() {
        let spin = EngineSettings(spin: .bounded(nanoseconds: 1_000))
        let plan = StackPlan(devices: [.leaf(64), .leaf(64), .mapped([.linear(64, 1), .linear(64, 0)])])
        var worker = Self.worker(plan, spin)
        let root = worker.start(.read, sector: 0, count: 8)
        _ = worker.worker.pollQueue(0)
        #expect(worker.recorder.handovers == [Handover(queue: 1, count: 1, isByPoll: false)])
        worker.finish(root)
    }

    /// No batch grows because the one before it is still held back.
    @Test(arguments: [1, 2, 3, 8, 100])
    func batchesAreKeptApart(batchSubmit: Int) {
        var worker = Self.worker(Self.manyLeaves, EngineSettings(batchSubmit: batchSubmit))
        let status = worker.run(.read, sector: 0, count: 8).status
        let counts = worker.recorder.handovers.map(\.count)
        let whole = Array(repeating: batchSubmit, count: 8 / batchSubmit)
        let rest = 8 % batchSubmit
        #expect(status == .ok)
        #expect(counts == whole + (rest > 0 ? [rest] : []))
    }

    @Test(arguments: [1, 2, 7], [1, 3, 8])
    func refusedLeavesAreHandedOverLater(refusals: Int, batchSubmit: Int) {
        for plan in [Self.stripe, Self.manyLeaves] {
            var worker = Self.worker(plan, EngineSettings(batchSubmit: batchSubmit))
            worker.recorder.refusals = refusals
            let result = worker.run(.write, sector: 0, count: 8)
            let missing = worker.worker.missingClones()
            let open = worker.worker.plugs.openCount
            #expect(result.status == .ok && missing == 0 && open == 0)
            #expect(worker.recorder.handovers.reduce(0) { $0 + $1.count } == result.leaves.count)
        }
    }

    /// While the device takes nothing, the worker keeps the plug open and retries.
    @Test func aRefusedQueueStaysOnTheList() {
        var worker = Self.worker(Self.stripe)
        let root = worker.start(.read, sector: 0, count: 8)
        worker.recorder.refusals = 3
        var open: [Int] = []
        for _ in 0..<3 {
            worker.worker.submitPlugs()
            worker.worker.closePlugs()
            open.append(worker.worker.plugs.openCount)
        }
        #expect(open == [2, 1, 0], "two queues refused, then one of them again")
        worker.finish(root)
    }

    /// The loop of a worker, up to its end.
    @Test(arguments: [1, 2, 8], [0, 5])
    func nothingIsHeldBackAtTheEnd(batchSubmit: Int, refusals: Int) {
        var worker = Self.worker(Self.stripe, EngineSettings(batchSubmit: batchSubmit))
        worker.recorder.refusals = refusals
        let ios = worker.runJob(ioLimit: 50, blockSectors: 8)
        let open = worker.worker.plugs.openCount
        let missing = worker.worker.missingClones() + worker.worker.missingRoots()
        #expect(ios == 50 && open == 0 && missing == 0)
        #expect(worker.recorder.heldBack(0) == 0 && worker.recorder.heldBack(1) == 0)
        #expect(worker.recorder.handovers.reduce(0) { $0 + $1.count } == 100)
    }

    /// As the rows of results have it: a held-back leaf costs one call, another one to submit and one to poll.
    @Test(arguments: [true, false])
    func callsPerIO(holdsBack: Bool) {
        var worker = ObservedWorker(StackPlan(devices: [.leaf(64)]), mostSectors: 8)
        worker.recorder.holdsBack = holdsBack
        let ios = worker.runJob(ioLimit: 20, blockSectors: 8)
        let calls = worker.worker.counters.systemCalls
        #expect(ios == 20 && calls == (holdsBack ? 20 : 40))
    }
}
