import RandomNumbers
import Testing

@testable import BlockLayer

@Suite struct LatencyHistogramTests {
    /// The bucket of one duration.
    private static func bucket(of nanoseconds: UInt64) -> UInt64? {
        var histogram = LatencyHistogram()
        histogram.record(nanoseconds)
        let buckets = histogram.recordedBuckets()
        return buckets.count == 1 && buckets[0].count == 1 ? buckets[0].nanoseconds : nil
    }

    /// Every edge where the width of buckets doubles, with its neighbours, and values between.
    private static var durations: [UInt64] {
        var random = RandomGenerator(seed: TestSettings.seed)
        let edges = [1, 10, 11, 12, 13, 20, 35].flatMap { [1 << $0 - 1, 1 << $0, 1 << $0 + 1] } as [UInt64]
        return [0] + edges + (0..<20).map { _ in random.next(below: 1 << 36) }
    }

    @Test func bucketsAreNarrow() {
        for duration in Self.durations {
            let lowest = Self.bucket(of: duration)
            #expect(
                lowest.map { $0 <= duration && duration - $0 <= duration >> 10 } == true, "\(duration) ns")
        }
    }

    @Test func theLowestOfABucketFallsIntoIt() {
        for duration in Self.durations {
            let lowest = Self.bucket(of: duration)!
            #expect(Self.bucket(of: lowest) == lowest, "\(duration) ns")
            if lowest > 0 { #expect(Self.bucket(of: lowest - 1)! < lowest, "\(duration) ns") }
        }
    }

    /// All of them at once, so that no two buckets are mixed up: their order and their counts.
    @Test func everyDurationBelow16384() {
        var histogram = LatencyHistogram()
        for duration in 0..<UInt64(1 << 14) { histogram.record(duration) }
        var next: UInt64 = 0
        for bucket in histogram.recordedBuckets() {
            #expect(bucket.nanoseconds == next)
            #expect(bucket.count == (next < 2048 ? 1 : next < 4096 ? 2 : next < 8192 ? 4 : 8))
            next += bucket.count
        }
        #expect(next == 1 << 14)
    }

    @Test func sumsAndExtremes() {
        var histogram = LatencyHistogram()
        for duration in [7, 5_000_000_000, 3] as [UInt64] { histogram.record(duration) }
        #expect(histogram.sumNanoseconds == 5_000_000_010)
        #expect(histogram.minNanoseconds == 3)
        #expect(histogram.maxNanoseconds == 5_000_000_000)
    }

    @Test func longerThanItCanHoldCountsInTheLastBucket() {
        var histogram = LatencyHistogram()
        for duration in [1 << 36 - 1, 1 << 36, .max] as [UInt64] { histogram.record(duration) }
        #expect(histogram.recordedBuckets().map(\.count) == [3])
        #expect(histogram.maxNanoseconds == .max)
    }
}
