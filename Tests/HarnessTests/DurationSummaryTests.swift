import RandomNumbers
import Testing

@testable import BlockLayer
@testable import Harness

@Suite struct DurationSummaryTests {
    private func recorded(_ durations: some Sequence<UInt64>) -> RecordedDurations {
        var histogram = LatencyHistogram()
        for duration in durations { histogram.record(duration) }
        return RecordedDurations(histogram)
    }

    /// Against the sorted list of all durations, from nanoseconds to seconds.
    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func mergedWorkersMatchASortedList(seed: UInt64) throws {
        var random = RandomGenerator(seed: seed)
        let workers = (0..<3).map { _ in
            (0..<4000).map { _ in
                UInt64.random(in: 0..<1 << UInt64.random(in: 1...30, using: &random), using: &random)
            }
        }
        let sorted = workers.joined().sorted()
        let summary = try #require(DurationSummary(workers.map(recorded)), "seed \(seed)")
        #expect(summary.count == 12_000, "seed \(seed)")
        #expect(summary.minNanoseconds == sorted.first, "seed \(seed)")
        #expect(summary.maxNanoseconds == sorted.last, "seed \(seed)")
        let mean = Double(sorted.reduce(0, +)) / 12_000
        #expect(abs(summary.meanNanoseconds - mean) <= mean * 1e-9, "seed \(seed)")
        let variance = sorted.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / 12_000
        let deviation = variance.squareRoot()
        #expect(abs(summary.stddevNanoseconds - deviation) <= deviation * 1e-3, "seed \(seed)")
        for p in [50, 90, 95, 99, 99.9] {
            let exact = Double(sorted[Int((12_000 * p / 100).rounded(.up)) - 1])
            let told = try #require(summary.percentile(p).map { Double($0) }, "seed \(seed), p\(p)")
            #expect((exact...exact * 1.001 + 1).contains(told), "seed \(seed), p\(p): \(told), not \(exact)")
        }
    }

    @Test func deviationIsThatOfAllWorkers() throws {
        let summary = try #require(DurationSummary([recorded([100, 100]), recorded([300, 300])]))
        #expect(summary.meanNanoseconds == 200)
        #expect(summary.stddevNanoseconds == 100)
    }

    @Test(arguments: [(50.0, 20), (90, 100), (95, 200), (99, 1000), (99.9, 10_000), (99.99, 100_000)])
    func aPercentileNeedsTenDurationsBeyondIt(_ p: Double, _ enough: Int) throws {
        let few = try #require(DurationSummary([recorded(repeatElement(5, count: enough - 1))]))
        let many = try #require(DurationSummary([recorded(repeatElement(5, count: enough))]))
        #expect(few.percentile(p) == nil)
        #expect(many.percentile(p) == 5)
    }

    @Test func noDurationsNoSummary() {
        #expect(DurationSummary([recorded([])]) == nil)
    }

    @Test func bucketsLoseNothing() throws {
        let worker = recorded((0..<5000).map { $0 * 977 })
        let summary = try #require(DurationSummary([worker, worker]))
        #expect(summary.buckets.map(\.nanoseconds) == worker.buckets.map(\.nanoseconds))
        #expect(summary.buckets.map(\.count) == worker.buckets.map { $0.count * 2 })
    }
}
