import Testing

@testable import BlockLayer

/// Paths that fail for clones that another worker reaped, and roots that are the leaf, in every design.
@Suite struct FailoverTests {
    private static let paths = StackPlan(devices: [
        .leaf(64, workers: 2), .leaf(64, workers: 2), .mapped([.multipath(64, [0, 1])]),
    ])

    private static let inPlace = StackPlan(devices: [.leaf(64, workers: 2), .mapped([.remap(56, 0, at: 8)])])

    /// Turns of the owner's loop, until its roots have ended.
    private static func finish<Design: PollingDesign>(
        _ workers: Workers<Design>, _ roots: [RootPointer<Design>]
    ) -> [RootPointer<Design>] {
        var ended: [RootPointer<Design>] = []
        for _ in 0..<8 where ended.count < roots.count {
            workers[0].pointee.submitPlugs()
            workers[0].pointee.takeInterrupts()
            for root in roots where !ended.contains(root) {
                workers.poll(root)
                ended += workers.takeEnded()
            }
            workers[0].pointee.closePlugs()
        }
        return ended
    }

    private struct Check: DesignEntry {
        typealias M = RealMachine

        init<Design: PollingDesign>(_ design: Design) where Design.M == M {
            if Design.waitsInSubmit { return }
            checkFailover(design)
            checkInPlace(design)
        }
    }

    private static func checkFailover<Design: PollingDesign>(_ design: Design) where Design.M == RealMachine {
        let name = Design.card.name
        let workers = Workers(design, paths, count: 2, mostSectors: 2)
        let root = workers.submit(sector: 4, count: 2)
        let first = workers.recorder.leaves[0].device
        workers.recorder.endings = [.init(device: first, sector: 4): [.transportError]]
        for queue in 0..<2 as Range<UInt32> { _ = workers[1].pointee.pollQueue(queue) }
        #expect(workers.takeEnded() == [] && workers.recorder.leaves.count == 1, "\(name)")
        #expect(finish(workers, [root]) == [root] && workers.missing() == 0, "\(name)")
        #expect(root.pointee.bio.status == .ok, "\(name)")
        #expect(workers.recorder.leaves.map(\.device) == [first, 1 - first], "\(name)")
        let failovers = (0..<2).reduce(0) { $0 + workers[$1].pointee.counters.failovers }
        #expect(failovers == 1, "\(name)")
    }

    /// The root itself is on the queue, also when it comes back with EAGAIN.
    private static func checkInPlace<Design: PollingDesign>(_ design: Design) where Design.M == RealMachine {
        let name = Design.card.name
        for again in 0...1 {
            let workers = Workers(design, inPlace, count: 2)
            workers.recorder.endings = [.init(device: 0, sector: 8): Array(repeating: .again, count: again)]
            let root = workers.submit()
            #expect(finish(workers, [root]) == [root] && workers.missing() == 0, "\(name), \(again)")
            #expect(workers.recorder.leaves.map(\.sector) == Array(repeating: 8, count: 1 + again), "\(name)")
            #expect(workers[0].pointee.counters.requeues == again, "\(name)")
        }
    }

    @Test func everyDesignGoesOn() {
        _ = Catalogue.entries(Check.self)
    }

    /// dm polls a bio that it did not divide by its cookie: such a root stays on its polled queue.
    @Test func aRootThatComesAgainIsPolled() {
        let workers = Workers(DmIoList<RealMachine>(), Self.inPlace, count: 2)
        workers.recorder.endings = [.init(device: 0, sector: 8): [.again]]
        let root = workers.submit()
        #expect(Self.finish(workers, [root]) == [root])
        #expect(workers.recorder.leaves.map(\.queue) == [0, 0])
        #expect(workers[0].pointee.counters.unpolledLeaves == 0)
    }

    /// Two on two paths: one would go down the other's path, which has failed when its turn comes.
    @Test func whatFindsNoPathAnyMoreFails() {
        let workers = Workers(IterateAll<RealMachine>(), Self.paths, count: 2, mostSectors: 2)
        let roots = [workers.submit(sector: 4, count: 2), workers.submit(sector: 8, count: 2)]
        let devices = workers.recorder.leaves.map(\.device)
        #expect(Set(devices) == [0, 1])
        for (device, sector) in zip(devices, [4, 8] as [UInt64]) {
            workers.recorder.endings[.init(device: device, sector: sector)] = [.transportError]
        }
        for device in devices { _ = workers[1].pointee.pollQueue(UInt32(device)) }
        let ended = Self.finish(workers, roots)
        #expect(Set(ended) == Set(roots) && workers.missing() == 0)
        #expect(roots.map { $0.pointee.bio.status } == [.ioError, .transportError])
    }

    /// The other path has the same sector of the target, wherever in the table that lies.
    @Test func aLineBehindOthersKeepsItsSectors() {
        let plan = StackPlan(devices: [
            .leaf(64, workers: 2), .leaf(64, workers: 2),
            .mapped([
                .linear(16, 0, at: 40),
                StackPlan.Target(
                    sectorCount: 32,
                    kind: .multipath(
                        StackPlan.Multipath(
                            paths: [Leg(device: 0, startSector: 3), Leg(device: 1, startSector: 7)]))),
            ]),
        ])
        let workers = Workers(IterateAll<RealMachine>(), plan, count: 2, mostSectors: 2)
        let root = workers.submit(sector: 20, count: 2)
        let first = workers.recorder.leaves[0]
        workers.recorder.endings = [.init(device: first.device, sector: first.sector): [.timedOut]]
        #expect(Self.finish(workers, [root]) == [root] && root.pointee.bio.status == .ok)
        let sectors = Dictionary(uniqueKeysWithValues: workers.recorder.leaves.map { ($0.device, $0.sector) })
        #expect(sectors == [0: 7, 1: 11])
    }

    /// Several that another worker saw fail all go on.
    @Test func allThatFailedGoOn() {
        let workers = Workers(IterateAll<RealMachine>(), Self.paths, count: 2, mostSectors: 2)
        let roots = (0..<4).map { workers.submit(sector: 4 * $0, count: 2) }
        let first = workers.recorder.leaves[0].device
        for sector in stride(from: 0, to: 16, by: 4) as StrideTo<UInt64> {
            workers.recorder.endings[.init(device: first, sector: sector)] = [.transportError]
        }
        _ = workers[1].pointee.pollQueue(UInt32(first))
        #expect(workers[1].pointee.counters.failovers == 2)
        #expect(Set(Self.finish(workers, roots)) == Set(roots) && workers.missing() == 0)
        #expect(roots.allSatisfy { $0.pointee.bio.status == .ok })
        #expect(workers.recorder.leaves.count == 6)
    }

    /// Queues of devices that no table names are not polled.
    @Test func onlyWhatLiesUnderTheTableIsPolled() {
        let plan = StackPlan(devices: [.leaf(64), .leaf(64), .mapped([.linear(64, 0)])])
        let workers = Workers(SyncSubmit<RealMachine>(), plan)
        let root = workers.submit()
        #expect(workers.takeEnded() == [root] && workers.queuePolls() == 1)
    }

    /// Either lock of a queue shows.
    @Test func aLockThatIsHeldIsSeen() {
        let workers = Workers(IterateAll<RealMachine>(), Self.paths, count: 2)
        let context = workers.stack.handle.contexts
        var areHeld = [workers.stack.anyLockHeld]
        _ = context.pointee.submissionLock.value.lock()
        areHeld.append(workers.stack.anyLockHeld)
        context.pointee.submissionLock.value.unlock()
        _ = context.pointee.completionLock.value.lock()
        areHeld.append(workers.stack.anyLockHeld)
        context.pointee.completionLock.value.unlock()
        areHeld.append(workers.stack.anyLockHeld)
        #expect(areHeld == [false, true, true, false])
    }
}
