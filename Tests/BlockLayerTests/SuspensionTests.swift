import Testing

@testable import BlockLayer

/// What waits while a device is suspended, for what, and how it goes on.
@Suite struct SuspensionTests {
    private typealias M = RealMachine
    private static let low = 2
    private static let top = 3

    /// A stripe over a linear device and a leaf: half of each IO goes through the lower table.
    private static let stack = StackPlan(devices: [
        .leaf(64, queues: 2), .leaf(64, queues: 2), .mapped([.linear(64, 0)]),
        .mapped([.striped(128, chunk: 4, [2, 1])]),
    ])

    /// Workers of a design on a stack that may change.
    private final class Suspended<Design: PollingDesign> where Design.M == RealMachine {
        let workers: Workers<Design>
        let stop = RunStop()

        init(_ design: Design) {
            workers = Workers(design, SuspensionTests.stack, isChangeable: true)
        }

        var worker: UnsafeMutablePointer<Worker<Design, Workers<Design>.Queue>> { workers[0] }

        func suspend(_ device: Int, wait: (() -> Void)? = nil) {
            workers.stack.suspend(device, stop.flag.pointee) {
                if let wait { wait() } else { worker.pointee.takePart() }
            }
            worker.pointee.takePart()
        }

        func resume(_ device: Int, with changed: [Int: LoadedDevice<Design>]) -> Bool {
            let isAtRest = workers.stack.resume(
                device, with: changed, stop.flag.pointee, wait: { self.worker.pointee.takePart() })
            worker.pointee.takePart()
            return isAtRest
        }

        /// Begins a job, so that it is waited for.
        func arrive() {
            worker.pointee.arrive(
                Job(
                    depth: 4, batchComplete: 1, blockSectors: 8, firstSector: 0, measureFromTicks: .max,
                    endTicks: .max, ioLimit: 4,
                    pattern: AccessPattern(
                        isRandom: false, readPercent: 100, blockCount: 16, seed: 1, stream: 1),
                    verifier: nil, sampling: .off, rate: .ofThisMachine))
        }
    }

    /// The leaf below the table that is reloaded waits, the other one does not; then the IO ends.
    private static func check<Design: PollingDesign>(_ design: Design) where Design.M == RealMachine {
        let suspended = Suspended(design)
        suspended.suspend(low)
        let root = suspended.workers.submit(sector: 0, count: 8)
        #expect(suspended.workers.recorder.leaves.map(\.device) == [1])
        suspended.workers.poll(root)
        #expect(suspended.workers.takeEnded().isEmpty)
        let before = suspended.workers.stack.devices[low].table
        #expect(suspended.resume(low, with: suspended.workers.stack.reloaded(low)))
        #expect(suspended.workers.stack.devices[low].table != before)
        #expect(suspended.workers.recorder.leaves.map(\.device) == [1, 0])
        for _ in 0..<4 where suspended.worker.pointee.ended.isEmpty { suspended.workers.poll(root) }
        #expect(suspended.workers.takeEnded() == [root])
        #expect(suspended.workers.missing() == 0)
    }

    @Test func biosForASuspendedDeviceWait() {
        Self.check(IterateAll<M>())
        Self.check(RootList<M, CorrectedRootList>())
        Self.check(BioArray<M>())
        Self.check(QueueBitmap<M>())
        Self.check(BusySkip<M>())
        Self.check(BusyArray<M>())
        Self.check(ChildCounter<M>())
        Self.check(CookieV3<M>())
        Self.check(CookieDesign<M>())
        Self.check(TaskFifo<M>())
        Self.check(TaskGroups<M>())
        Self.check(DmIoList<M>())
        Self.check(HandBack<M>())
    }

    /// Of an IO half of which is below the device only that half is waited for.
    @Test func suspensionWaitsForWhatIsUnderWay() {
        let suspended = Suspended(IterateAll<M>())
        suspended.arrive()
        let root = suspended.workers.submit(sector: 0, count: 4)
        #expect(suspended.workers.recorder.leaves.map(\.device) == [0])
        var turns = 0
        suspended.suspend(Self.low) {
            turns += 1
            if turns == 3 { suspended.workers.poll(root) }
            suspended.worker.pointee.takePart()
        }
        #expect(turns >= 3)
        let second = suspended.workers.submit(sector: 4, count: 4)
        #expect(suspended.workers.recorder.leaves.map(\.device) == [0, 1], "another leg is not suspended")
        #expect(suspended.resume(Self.low, with: suspended.workers.stack.reloaded(Self.low)))
        suspended.workers.poll(second)
        #expect(suspended.workers.takeEnded() == [root, second])
    }

    /// A worker uses the remaining queues, and later its own again.
    @Test func aResetChangesQueuesAndTables() {
        let suspended = Suspended(BusyArray<M>())
        let worker = suspended.worker
        func reset(_ count: Int) {
            suspended.suspend(Self.top)
            let changed = suspended.workers.stack.reset(1, queueCount: count)
            #expect(suspended.resume(Self.top, with: changed))
        }
        #expect(worker.pointee.topTable.pointee.layout.queues.count == 4)
        reset(1)
        #expect(Array(worker.pointee.topTable.pointee.layout.queues) == [0, 1, 2])
        #expect(worker.pointee.queues[1] == 2)
        let root = suspended.workers.submit(sector: 0, count: 8)
        suspended.workers.poll(root)
        #expect(suspended.workers.takeEnded() == [root])
        reset(2)
        #expect(worker.pointee.topTable.pointee.layout.queues.count == 4)
    }

    /// Roots do not begin, and begin in their order afterwards.
    @Test func rootsWaitForTheTopDevice() {
        let suspended = Suspended(CookieV3<M>())
        suspended.suspend(Self.top)
        suspended.arrive()
        var job = Job(
            depth: 3, batchComplete: 1, blockSectors: 4, firstSector: 0, measureFromTicks: .max,
            endTicks: .max, ioLimit: 3,
            pattern: AccessPattern(isRandom: false, readPercent: 100, blockCount: 16, seed: 1, stream: 1),
            verifier: nil, sampling: .off, rate: .ofThisMachine)
        #expect(!suspended.worker.pointee.heed(suspended.stop.flag.pointee, &job))
        #expect(suspended.worker.pointee.waiting.rootCount == 3 && job.issued == 3)
        #expect(suspended.workers.recorder.leaves.isEmpty)
        #expect(suspended.resume(Self.top, with: suspended.workers.stack.reloaded(Self.top)))
        #expect(suspended.workers.recorder.leaves.map(\.device) == [0, 1, 0])
        #expect(suspended.worker.pointee.waiting.rootCount == 0 && suspended.worker.pointee.depth == 4)
    }
}
