import Glibc
import RandomNumbers
import Synchronization
import Testing

@testable import BlockLayer

/// A queue of a model device between a thread that submits and one that reaps.
@Suite(.serialized) struct StressModelQueueTests {
    private static let rounds = TestSettings.count(short: 4_000, medium: 50_000, long: 1_000_000)

    /// In each round a second leaf is submitted about when the first is reaped. The reaper, who finds the queue
    /// empty, must not wipe out that the second one has come.
    @Test(arguments: [ServiceTime.fixed(nanoseconds: 0), .uniform(fromNanoseconds: 0, toNanoseconds: 200)])
    func noLeafIsForgotten(service: ServiceTime) throws {
        let device = try ModelDevice<RealMachine>(
            ModelSettings(service: service, queueDepth: 8), queueCount: 1, seed: TestSettings.seed,
            epochTicks: RealMachine.ticks(), rate: .ofThisMachine)
        let queue = Unsafe(device.queues[0])
        let store = BioStore<RealMachine>(count: 2)
        let reaped = Atomic(0)
        Watchdog.guarding("a queue of a model device, \(service), seed \(TestSettings.seed)", seconds: 60) {
            try? onThreads(2) { number in
                if number == 1 {
                    var total = 0
                    while total < 2 * Self.rounds {
                        if !queue.value.mayHaveCompletions() { continue }
                        total += queue.value.reap(8, of: store).count
                        reaped.store(total, ordering: .releasing)
                    }
                    return
                }
                var random = RandomGenerator(seed: TestSettings.seed)
                for round in 1...Self.rounds {
                    _ = queue.value.submit([0], of: store)
                    for turn in 0..<UInt32(random.next(below: 16)) {
                        RealMachine.spin(turn, on: UnsafeRawPointer(store[0]))
                    }
                    _ = queue.value.submit([1], of: store)
                    while reaped.load(ordering: .acquiring) < 2 * round {}
                }
            }
        }
        #expect(reaped.load(ordering: .acquiring) == 2 * Self.rounds)
        withExtendedLifetime(device) {}
    }

    /// Four threads and the engine around it, from just before the ring's indices cross a boundary until long after.
    @Test(arguments: [0, 1 << 31, 1 << 32, 1 << 63] as [UInt64], [false, true])
    func indicesWrapUnderTheEngine(boundary: UInt64, keepsOrder: Bool) throws {
        let service: ServiceTime =
            keepsOrder ? .fixed(nanoseconds: 300) : .uniform(fromNanoseconds: 0, toNanoseconds: 2000)
        let table = ServiceTable(service, rate: .ofThisMachine)
        let start = RealMachine.ticks()
        let queues = (0..<2).map { number in
            ModelQueue<RealMachine>(
                depth: 7, table: table, keepsOrder: keepsOrder,
                dies: Dies(count: 0, seed: 0), entrance: Entrance(ModelSettings(), rate: .ofThisMachine),
                data: nil,
                random: RandomGenerator(seed: TestSettings.seed, stream: UInt64(number)), epochTicks: start,
                firstIndex: boundary &- 200)
        }
        defer { for queue in queues { queue.deallocate() } }
        let plan = StackPlan(devices: [
            .leaf(1024, workers: 4), .leaf(1024, workers: 4), .mapped([.striped(2048, chunk: 4, [0, 1])]),
        ])
        let settings = RunSettings(
            plan: plan, cpus: [nil, nil, nil, nil], depth: 4, rangeSectors: 2048, seed: TestSettings.seed,
            ioLimit: 200)
        let run = try StackRun(
            RootList<RealMachine, CorrectedRootList>(), queues: queues, settings,
            on: ThreadHost(RunStop(), workerCount: 4),
            buffers: WorkerBuffers(workerCount: 4, blocksPerWorker: 4, blockBytes: 8 * sectorBytes),
            rate: .ofThisMachine,
            epochTicks: start)
        let outcome = try Watchdog.guarding("ring indices from \(boundary &- 200)") { try run.run() }
        let reaped = outcome.workers.reduce(0) { $0 + $1.counters.leavesReaped }
        #expect(reaped == 4 * 200 * 2)
        #expect(outcome.workers.allSatisfy { $0.lostRoots == 0 && $0.lostClones == 0 })
        withExtendedLifetime(table) {}
    }

    /// Queues are used by several threads under locks that they do not know of.
    private struct Unsafe<Value>: @unchecked Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }
}
