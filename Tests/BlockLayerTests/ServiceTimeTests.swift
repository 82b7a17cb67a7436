import Testing

@testable import BlockLayer

@Suite struct ServiceTimeTests {
    private static let uniform = ServiceTime.uniform(fromNanoseconds: 5_000, toNanoseconds: 15_000)
    private static let lognormal = ServiceTime.lognormal(medianNanoseconds: 8_000, p99Nanoseconds: 20_000)
    private static let measured = ServiceTime.histogram([
        .init(nanoseconds: 9_000, count: 900), .init(nanoseconds: 1_000, count: 50),
        .init(nanoseconds: 70_000, count: 50),
    ])

    /// The service times that a device's queues give to their first `count` leaves, in nanoseconds.
    private static func draw(
        _ service: ServiceTime, count: Int, queues: Int = 1, seed: UInt64 = TestSettings.seed
    ) throws -> [[UInt64]] {
        let store = BioStore<StillMachine>(count: count)
        let device = try ModelDevice<StillMachine>(
            ModelSettings(service: service, queueDepth: count), queueCount: queues, seed: seed, epochTicks: 0,
            rate: TickRate(nanosecondsPerTick: 1))
        return device.queues.map { queue in
            precondition(queue.submit(0..<count, of: store) == count)
            return (0..<count).map { store[$0].pointee.readyTicks }
        }
    }

    @Test(
        arguments: [
            (uniform, 0.5, 10_000), (uniform, 0.99, 14_900), (uniform, 0, 5_000), (uniform, 1, 15_000),
            (lognormal, 0.5, 8_000), (lognormal, 0.99, 20_000), (measured, 0.04, 1_000),
            (measured, 0.5, 9_000),
            (measured, 0.94, 9_000), (measured, 0.96, 70_000), (.fixed(nanoseconds: 300), 0.7, 300),
        ] as [(ServiceTime, Double, Double)])
    func quantiles(service: ServiceTime, p: Double, nanoseconds: Double) {
        #expect(abs(Double(service.quantile(p)) - nanoseconds) <= nanoseconds * 0.001)
    }

    /// What leaves get is what was asked for.
    @Test(
        arguments: [
            (uniform, 0.5, 10_000), (uniform, 0.99, 14_900), (lognormal, 0.5, 8_000),
            (lognormal, 0.99, 20_000),
            (measured, 0.03, 1_000), (measured, 0.5, 9_000), (measured, 0.97, 70_000),
        ] as [(ServiceTime, Double, Double)])
    func drawnQuantiles(service: ServiceTime, p: Double, nanoseconds: Double) throws {
        let times = try Self.draw(service, count: 60_000)[0].sorted()
        let found = Double(times[Int(p * Double(times.count))])
        #expect(abs(found - nanoseconds) <= nanoseconds * 0.02, "seed \(TestSettings.seed): \(found) ns")
    }

    @Test func theSameSeedGivesTheSameTimes() throws {
        let once = try Self.draw(Self.lognormal, count: 1000, queues: 2, seed: 5)
        #expect(try Self.draw(Self.lognormal, count: 1000, queues: 2, seed: 5) == once)
        #expect(try Self.draw(Self.lognormal, count: 1000, queues: 2, seed: 6) != once)
        #expect(once[0] != once[1], "queues have generators of their own")
    }
}
