import Testing

@testable import BlockLayer

/// The loop that runs a job: how many IOs are in flight, which are measured, what is counted.
@Suite struct WorkerLoopTests {
    private typealias M = RealMachine

    private static let linear = StackPlan(devices: [.leaf(256), .mapped([.linear(256, 0)])])
    private static let bare = StackPlan(devices: [.leaf(256)])

    private static func job(
        depth: Int, batchComplete: Int = 1, ios: UInt64, firstSector: UInt64 = 0, readPercent: Int = 100,
        measureFrom: UInt64 = 0, end: UInt64 = .max, sampling: LatencySampling = .perIO
    ) -> Job {
        Job(
            depth: depth, batchComplete: batchComplete, blockSectors: 8, firstSector: firstSector,
            measureFromTicks: measureFrom, endTicks: end, ioLimit: ios,
            pattern: AccessPattern(
                isRandom: false, readPercent: readPercent, blockCount: 16, seed: 1, stream: 1),
            verifier: nil, sampling: sampling, rate: TickRate(nanosecondsPerTick: 1))
    }

    private static func count(_ histogram: borrowing LatencyHistogram) -> UInt64 {
        histogram.recordedBuckets().reduce(0) { $0 + $1.count }
    }

    /// One leaf per poll comes back, so that the queue shows when the worker submits again.
    private static func countsBefore(_ plan: StackPlan, depth: Int, batchComplete: Int) -> [Int] {
        let workers = Workers(IterateAll<M>(), plan, roots: depth, settings: EngineSettings(reapLimit: 1))
        var job = job(depth: depth, batchComplete: batchComplete, ios: 12)
        workers[0].pointee.run(&job, stop: StopFlag())
        #expect(job.issued == 12 && workers[0].pointee.counters.ios == 12 && workers.missing() == 0)
        return workers.recorder.countsBefore
    }

    @Test func aJobKeepsItsDepth() {
        for plan in [Self.linear, Self.bare] {
            #expect(Self.countsBefore(plan, depth: 1, batchComplete: 1) == Array(repeating: 0, count: 12))
            #expect(
                Self.countsBefore(plan, depth: 4, batchComplete: 1)
                    == [0, 1, 2] + Array(repeating: 3, count: 9))
        }
    }

    /// It submits again when as many have completed as it wants to see.
    @Test func aJobWaitsForItsBatch() {
        for plan in [Self.linear, Self.bare] {
            let two = Self.countsBefore(plan, depth: 4, batchComplete: 2)
            #expect(two == [0, 1] + Array(repeating: [2, 3], count: 5).flatMap(\.self))
            let four = Self.countsBefore(plan, depth: 4, batchComplete: 4)
            #expect(four == Array(repeating: [0, 1, 2, 3], count: 3).flatMap(\.self))
        }
    }

    @Test func blocksFollowEachOtherFromTheFirstSector() {
        let workers = Workers(IterateAll<M>(), Self.linear)
        var job = Self.job(depth: 2, ios: 18, firstSector: 40)
        workers[0].pointee.run(&job, stop: StopFlag())
        let expected = (0..<18).map { UInt64(40 + 8 * ($0 % 16)) }
        #expect(workers.recorder.leaves.map(\.sector) == expected)
        #expect(workers.recorder.leaves.allSatisfy { $0.sectorCount == 8 && $0.operation == .read })
    }

    @Test func aJobThatIsStoppedIssuesNothing() {
        let workers = Workers(IterateAll<M>(), Self.linear)
        var job = Self.job(depth: 2, ios: 18)
        let stop = StopFlag<M>()
        stop.set()
        workers[0].pointee.run(&job, stop: stop)
        #expect(job.issued == 0 && workers.recorder.leaves.isEmpty)
        #expect(!workers[0].pointee.patience.hasLeftIOs && workers[0].pointee.missingRoots() == 0)
    }

    @Test func aJobWhoseTimeIsUpIssuesNothing() {
        let workers = Workers(IterateAll<M>(), Self.linear)
        var job = Self.job(depth: 2, ios: 18, end: 0)
        workers[0].pointee.run(&job, stop: StopFlag())
        #expect(job.issued == 0 && workers.recorder.leaves.isEmpty)
    }

    /// Every IO is counted, with its error; the first of them is kept with its place on the top device.
    @Test func errorsAreCounted() {
        let workers = Workers(IterateAll<M>(), Self.linear)
        workers.recorder.endings = [
            .init(device: 0, sector: 24): [.mediumError], .init(device: 0, sector: 40): [.timedOut],
        ]
        var job = Self.job(depth: 1, ios: 10)
        workers[0].pointee.run(&job, stop: StopFlag())
        #expect(workers[0].pointee.counters.ios == 10 && workers[0].pointee.counters.errors == 2)
        #expect(job.firstError?.status == .mediumError && job.firstError?.sector == 24)
        #expect(workers[0].pointee.counters.leavesSubmitted == 10)
    }

    /// With one IO at a time: one poll each, which finds it.
    @Test(arguments: [linear, bare])
    func pollsAreCounted(plan: StackPlan) {
        let workers = Workers(IterateAll<M>(), plan)
        var job = Self.job(depth: 1, ios: 10)
        workers[0].pointee.run(&job, stop: StopFlag())
        let counters = workers[0].pointee.counters
        #expect(counters.pollCalls == 10 && counters.queuePolls == 10 && counters.emptyQueuePolls == 0)
        #expect(counters.locks == 20 && counters.lockWaits == 0)
    }

    /// The walk ends at the first root that has made one end.
    @Test func aWalkStopsWhenARootHasEnded() {
        let workers = Workers(BioArray<M>(), Self.linear)
        var job = Self.job(depth: 4, ios: 4)
        workers[0].pointee.run(&job, stop: StopFlag())
        #expect(workers[0].pointee.counters.pollCalls == 1, "one poll reaps all four leaves")
    }

    @Test(arguments: [LatencySampling.perIO, .perBatch, .off])
    func whatIsMeasuredIsRecorded(sampling: LatencySampling) {
        let workers = Workers(IterateAll<M>(), Self.linear)
        var job = Self.job(depth: 2, ios: 10, sampling: sampling)
        workers[0].pointee.run(&job, stop: StopFlag())
        let recorded: UInt64 = sampling == .off ? 0 : job.window.counters.ios
        #expect(
            Self.count(job.latency) == recorded && Self.count(job.lag) == 0, "a recorder knows no readiness")
        #expect(job.window.counters.ios >= 8 && !job.window.isOpen)
        #expect(job.window.endTicks > job.window.beginTicks)
    }

    /// Before its time nothing is measured.
    @Test func theRampIsNotMeasured() {
        let workers = Workers(IterateAll<M>(), Self.linear)
        var job = Self.job(depth: 2, ios: 10, measureFrom: .max - 1)
        workers[0].pointee.run(&job, stop: StopFlag())
        #expect(Self.count(job.latency) == 0 && job.window.counters.ios == 0 && job.window.endTicks == 0)
    }
}
