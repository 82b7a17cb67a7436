import Testing

@testable import BlockLayer

/// What is recorded of IOs that all take 20 µs.
@Suite struct LatencySamplingTests {
    private static let serviceNanoseconds: UInt64 = 20_000

    private func run(_ sampling: LatencySampling) throws -> WorkerOutcome {
        let plan = StressCase.bare(1, 1)
        let settings = RunSettings(
            plan: plan, depth: 8, rangeSectors: 64, runtimeNanoseconds: 10_000_000_000, sampling: sampling,
            ioLimit: 500)
        let model = ModelSettings(
            service: .fixed(nanoseconds: Self.serviceNanoseconds), sizeSectors: plan.leaves[0].sectorCount)
        let design = Catalogue.designs[0]
        return try design.run(on: .model([model]), settings, stop: RunStop()).workers[0]
    }

    /// Of those in the measured window, which ends with the last submission.
    @Test(arguments: [LatencySampling.perIO, .perBatch])
    func everyIOIsRecorded(sampling: LatencySampling) throws {
        let outcome = try run(sampling)
        #expect(outcome.window.counters.ios > 490)
        #expect(outcome.latency.count == outcome.window.counters.ios)
        #expect(outcome.lag.count == outcome.window.counters.ios)
        #expect(outcome.latency.minNanoseconds >= Self.serviceNanoseconds)
    }

    @Test func nothingIsRecordedIfOff() throws {
        let outcome = try run(.off)
        #expect(outcome.counters.ios == 500)
        #expect(outcome.latency.count == 0)
        #expect(outcome.lag.count == 0)
    }

    @Test func onlyWhatIsRecordedCosts() {
        #expect(LatencySampling.allCases.map { SampleCost.nanoseconds($0) > 0 } == [true, true, false])
    }
}
