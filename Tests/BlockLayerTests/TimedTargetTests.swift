import Testing

@testable import BlockLayer

/// dm-flakey and dm-delay by a clock that stands still.
@Suite struct TimedTargetTests {
    private typealias M = StillMachine
    private static let second: UInt64 = 1_000_000_000

    private static func workers(
        _ kind: StackPlan.Kind, at ticks: UInt64 = 0
    ) -> Workers<DmIoList<M>> {
        let plan = StackPlan(devices: [
            .leaf(64), .leaf(64), .mapped([StackPlan.Target(sectorCount: 64, kind: kind)]),
        ])
        return M.at(ticks) { Workers(DmIoList<M>(), plan) }
    }

    private static func flakiness(_ features: (reads: Bool, writes: Bool, drops: Bool)) -> StackPlan.Flakiness
    {
        StackPlan.Flakiness(
            upNanoseconds: 5 * second, downNanoseconds: 2 * second, failsReads: features.reads,
            failsWrites: features.writes, dropsWrites: features.drops)
    }

    /// How an IO ends, and how many leaves it has.
    private static func end(
        _ operation: BlockLayer.Operation, _ workers: Workers<DmIoList<M>>, at ticks: UInt64
    ) -> (Status, leaves: Int) {
        M.at(ticks) {
            workers.recorder.leaves.removeAll()
            let root = workers.submit(operation)
            workers.poll(root)
            let ended = workers.takeEnded()
            return (ended.first?.pointee.bio.status ?? .again, workers.recorder.leaves.count)
        }
    }

    @Test(arguments: [0, 4, 5, 6, 7, 11, 12, 13, 14] as [UInt64])
    func aFlakeyTargetFailsInItsTime(seconds: UInt64) {
        // Loaded at another time than 0: the intervals count from there.
        let begin = 3 * Self.second + 17
        let isDown = [5, 6, 12, 13].contains(seconds)
        let time = begin + seconds * Self.second + 5
        let leg = Leg(device: 0, startSector: 0)
        let all = Self.workers(.flakey(leg, Self.flakiness((true, true, false))), at: begin)
        let drops = Self.workers(.flakey(leg, Self.flakiness((false, false, true))), at: begin)
        let reads = Self.workers(.flakey(leg, Self.flakiness((true, false, false))), at: begin)
        let failed: (Status, Int) = isDown ? (.ioError, 0) : (.ok, 1)
        #expect(Self.end(.read, all, at: time) == failed && Self.end(.write, all, at: time) == failed)
        #expect(Self.end(.read, drops, at: time) == (.ok, 1))
        #expect(Self.end(.write, drops, at: time) == (.ok, isDown ? 0 : 1))
        #expect(Self.end(.read, reads, at: time) == failed && Self.end(.write, reads, at: time) == (.ok, 1))
    }

    /// Reads and writes each by their own way and time; in the order of their times, not of their submission.
    @Test func aDelayedIOIsSubmittedInItsTime() {
        let legs = [Leg(device: 0, startSector: 8), Leg(device: 1, startSector: 0)]
        let workers = Self.workers(.delay(legs, readNanoseconds: 500, writeNanoseconds: 100))
        var roots: [RootPointer<DmIoList<M>>] = []
        M.at(1_000) { roots = [workers.submit(.read), workers.submit(.write)] }
        func look(at ticks: UInt64) -> [Int] {
            M.at(ticks) {
                workers[0].pointee.submitPlugs()
                for root in roots { workers.poll(root) }
                return workers.recorder.leaves.map(\.device)
            }
        }
        #expect(look(at: 1_099) == [])
        #expect(look(at: 1_100) == [1] && workers.takeEnded() == [roots[1]])
        roots.removeLast()
        #expect(look(at: 1_499) == [1])
        #expect(look(at: 1_500) == [1, 0] && workers.takeEnded() == roots)
        #expect(workers.recorder.leaves[1].sector == 8 && workers.missing() == 0)
    }

    /// Suspension does not wait for their time: delay_presuspend.
    @Test func aDelayEndsWithASuspension() {
        let workers = Self.workers(
            .delay([Leg(device: 0, startSector: 0)], readNanoseconds: 500, writeNanoseconds: 500))
        M.at(0) {
            let root = workers.submit(.read)
            workers[0].pointee.devices.hasSuspended = true
            workers[0].pointee.submitPlugs()
            workers.poll(root)
            #expect(workers.takeEnded() == [root])
        }
    }
}
