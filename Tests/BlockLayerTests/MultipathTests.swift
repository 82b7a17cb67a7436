import Testing

@testable import BlockLayer

/// Which path an IO takes, and what becomes of it when the path fails.
@Suite struct MultipathTests {
    private typealias M = RealMachine
    private static let forEver: UInt64 = 3_600_000_000_000

    /// As many paths as leaves; each leaf divides IOs at other sectors.
    private static func plan(
        _ count: Int, queues: Bool = false, reinstate: UInt64? = nil
    ) -> StackPlan {
        let leaves = (0..<count).map { StackPlan.Device.leaf(64, maxSectors: $0 == 1 ? 3 : 64) }
        return StackPlan(
            devices: leaves
                + [.mapped([.multipath(64, Array(0..<count), queues: queues, reinstate: reinstate)])])
    }

    @Test(arguments: 1...4)
    func pathsAreTakenInTurn(count: Int) {
        var worker = ObservedWorker(Self.plan(count), mostSectors: 2)
        var taken = Array(repeating: 0, count: count)
        for io in 0..<8 * count {
            let result = worker.run(.read, sector: io % 31, count: 2)
            #expect(result.status == .ok && result.leaves.count == 1)
            #expect(result.leaves[0].sector == UInt64(io % 31) && result.leaves[0].sectorCount == 2)
            taken[result.leaves[0].device] += 1
        }
        #expect(taken == Array(repeating: 8, count: count))
    }

    /// The IO ends well on the other path, and none goes to the path that failed any more.
    @Test func anIOWhosePathFailsGoesDownAnother() {
        var worker = ObservedWorker(Self.plan(2), mostSectors: 8)
        worker.recorder.endings = [.init(device: 1, sector: 23): [.ioError]]
        var devices: [Int] = []
        for _ in 0..<6 {
            let result = worker.run(.write, sector: 20, count: 8)
            #expect(result.status == .ok)
            devices += result.leaves.map(\.device)
        }
        // In turn until the second part of three fails on path 1; the whole IO is repeated on path 0.
        let first = devices.firstIndex(of: 1)!
        #expect(devices[first...].prefix(4) == [1, 1, 1, 0])
        #expect(devices[(first + 3)...].allSatisfy { $0 == 0 })
        #expect(worker.worker.counters.failovers == 1)
        #expect(worker.worker.missingClones() == 0)
    }

    @Test func withoutAPathIOsFail() {
        var worker = ObservedWorker(Self.plan(2), mostSectors: 2)
        worker.recorder.endings = [
            .init(device: 0, sector: 4): [.transportError], .init(device: 1, sector: 4): [.timedOut],
        ]
        // Both paths are tried; the last one's error is the IO's.
        #expect(worker.run(.read, sector: 4, count: 2).status != .ok)
        let after = worker.run(.read, sector: 8, count: 2)
        #expect(after.status == .ioError && after.leaves.isEmpty)
        #expect(worker.worker.missingClones() == 0)
    }

    /// What is wrong with the IO itself would be wrong on every path.
    @Test(arguments: [Status.mediumError, .targetError, .noSpace, .notSupported, .protectionError])
    func errorsOfTheIOLeaveThePathAlone(status: Status) {
        var worker = ObservedWorker(Self.plan(1), mostSectors: 2)
        worker.recorder.endings = [.init(device: 0, sector: 4): [status]]
        #expect(worker.run(.read, sector: 4, count: 2).status == status)
        #expect(worker.run(.read, sector: 8, count: 2).status == .ok)
        #expect(worker.worker.counters.failovers == 0)
    }

    /// With queue_if_no_path an IO that finds no path waits until one returns, also one that began without any.
    @Test func withoutAPathIOsWait() {
        let plan = Self.plan(2, queues: true, reinstate: 1_000)
        var worker = ObservedWorker(plan, mostSectors: 8)
        for device in 0..<2 {
            worker.recorder.endings[.init(device: device, sector: 4)] = Array(repeating: .ioError, count: 3)
        }
        for _ in 0..<4 { #expect(worker.run(.write, sector: 4, count: 8).status == .ok) }
        #expect(worker.worker.counters.failovers == 6)
        #expect(worker.worker.missingClones() == 0)
    }

    @Test func aPathThatFailedStaysOutForItsTime() {
        var worker = ObservedWorker(Self.plan(2, reinstate: Self.forEver), mostSectors: 2)
        worker.recorder.endings = [.init(device: 1, sector: 4): [.ioError]]
        for _ in 0..<2 { _ = worker.run(.read, sector: 4, count: 2) }
        for _ in 0..<10 {
            #expect(worker.run(.read, sector: 8, count: 2).leaves.map(\.device) == [0])
        }
    }

    /// A root that starts while no path works is not submitted, and its clones are known to the design all the same.
    @Test func whatWaitsForItsFirstPathIsSubmittedOnce() {
        let workers = Workers(
            DmIoList<M>(), Self.plan(1, queues: true, reinstate: 50_000_000), roots: 4, mostSectors: 2)
        workers.recorder.endings = [.init(device: 0, sector: 4): [.ioError]]
        let first = workers.submit(sector: 4, count: 2)
        workers.poll(first)
        let second = workers.submit(sector: 8, count: 2)
        #expect(workers.recorder.leaves.count == 1, "the second one waits")
        while workers.missing() > 0 {
            workers[0].pointee.submitPlugs()
            for root in [first, second] { workers.poll(root) }
            _ = workers.takeEnded()
        }
        #expect(workers.recorder.leaves.map(\.sector).sorted() == [4, 4, 8])
    }
}
