import Glibc
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

    /// Queues are used by several threads under locks that they do not know of.
    private struct Unsafe<Value>: @unchecked Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }
}
