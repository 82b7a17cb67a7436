import Testing

@testable import BlockLayer

/// What becomes of IOs whose queues are full, busy or failing, one IO at a time.
@Suite struct EngineTests {
    private typealias Place = Recorder<RealMachine>.Place

    /// Eight sectors on four leaves of two sectors, on two devices in turn, through two tables.
    private static let plan = StackPlan(devices: [
        .leaf(64), .leaf(64), .mapped([.striped(128, chunk: 2, [0, 1])]), .mapped([.linear(128, 2)]),
    ])

    private static let failures = Status.allCases.filter { $0 != .ok && $0 != .again }

    @Test(arguments: failures)
    func aFailedLeafFailsTheIO(failure: Status) {
        var worker = ObservedWorker(Self.plan, mostSectors: 8)
        for failing in [Place(device: 0, sector: 0), Place(device: 1, sector: 2)] {
            worker.recorder.endings = [failing: [failure]]
            let status = worker.run(.read, sector: 0, count: 8).status
            let next = worker.run(.read, sector: 0, count: 8).status
            #expect(status == failure && next == .ok, "\(failing)")
        }
    }

    /// The queue of the first device is polled first, and its leaves return in order.
    @Test func theFirstErrorWins() {
        var worker = ObservedWorker(Self.plan, mostSectors: 8)
        worker.recorder.endings = [
            Place(device: 1, sector: 0): [.timedOut], Place(device: 0, sector: 2): [.noSpace],
        ]
        #expect(worker.run(.write, sector: 0, count: 8).status == .noSpace)
    }

    /// An error target's failure is there before any device's.
    @Test func anErrorTargetComesFirst() {
        let plan = StackPlan(devices: [.leaf(8), .mapped([.linear(4, 0), .error(4)])])
        var worker = ObservedWorker(plan, mostSectors: 8)
        worker.recorder.endings = [Place(device: 0, sector: 0): [.timedOut]]
        let result = worker.run(.read, sector: 0, count: 8)
        #expect(result.status == .ioError)
        #expect(result.leaves.count == 1, "the rest goes to its device all the same")
    }

    /// EAGAIN is no end: the leaf goes to the same queue again, until the device takes it.
    @Test(arguments: [1, 2, 5])
    func aLeafWithoutRoomIsSubmittedAgain(times: Int) {
        var worker = ObservedWorker(Self.plan, mostSectors: 8)
        let again = Array(repeating: Status.again, count: times)
        worker.recorder.endings = [Place(device: 1, sector: 2): again]
        let result = worker.run(.read, sector: 0, count: 8)
        let requeues = worker.worker.counters.requeues
        let missing = worker.worker.missingClones()
        #expect(result.status == .ok && result.leaves.count == 4 + times)
        #expect(
            result.leaves.dropFirst(4).allSatisfy { $0.queue == 1 && $0.sector == 2 && $0.sectorCount == 2 })
        #expect(requeues == times && missing == 0)
    }

    @Test func aFailureAfterEAGAINCounts() {
        var worker = ObservedWorker(Self.plan, mostSectors: 8)
        worker.recorder.endings = [Place(device: 0, sector: 0): [.again, .deviceGone]]
        #expect(worker.run(.read, sector: 0, count: 8).status == .deviceGone)
    }

    /// What a queue has no room for is kept and goes there later, in order, whatever the size of batches.
    @Test(arguments: [1, 2, 3, 100], [1, 2, 8])
    func fullQueuesLoseNothing(room: Int, batchSubmit: Int) {
        let plan = StackPlan(devices: [.leaf(64), .mapped([.striped(64, chunk: 1, [0])])])
        var worker = ObservedWorker(plan, mostSectors: 20, settings: EngineSettings(batchSubmit: batchSubmit))
        worker.recorder.room = room
        let result = worker.run(.read, sector: 3, count: 20)
        let open = worker.worker.plugs.openCount
        #expect(result.status == .ok)
        #expect(result.leaves.map(\.sector) == (3..<23).map { UInt64($0) })
        #expect(result.offsetsSectors == Array(0..<20))
        #expect(open == 0)
    }

    @Test func eachDeviceHasItsQueues() {
        let plan = StackPlan(devices: [
            .leaf(8, queues: 3), .leaf(8, queues: 2), .mapped([.mirror(8, [0, 1])]),
        ])
        var worker = ObservedWorker(plan, mostSectors: 8)
        let queues = worker.run(.write, sector: 0, count: 8).leaves.map(\.queue)
        #expect(queues == [0, 3])
    }

    /// Before the clones of a whole root are there, none is started.
    @Test func aRootWaitsForItsClones() {
        var worker = ObservedWorker(Self.plan, mostSectors: 8, spareClones: 0)
        let canStart = worker.worker.canStartRoot()
        let clone = worker.worker.clones.take()!
        let canStartWithout = worker.worker.canStartRoot()
        worker.worker.stack.mailboxes[0].releasedClones.push(clone)
        let canStartAgain = worker.worker.canStartRoot()
        #expect(canStart && !canStartWithout && canStartAgain)
    }
}
