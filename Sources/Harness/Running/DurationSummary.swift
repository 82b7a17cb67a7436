import BlockLayer
import Histogram

/// The durations that all workers of a run recorded, merged.
public struct DurationSummary: Sendable {
    /// The number of durations.
    public let count: UInt64
    /// Exact, from the sums of the workers.
    public let meanNanoseconds: Double
    public let stddevNanoseconds: Double
    public let minNanoseconds: UInt64
    public let maxNanoseconds: UInt64
    /// How often each duration occurred: the lowest of each bucket, ascending.
    public let buckets: [(nanoseconds: UInt64, count: UInt64)]
    private let histogram: Histogram<UInt64>

    /// A percentile is only told if so many durations lie beyond it: fewer make it a matter of chance.
    private static let fewestBeyond: UInt64 = 10

    /// Nil if no worker recorded anything.
    init?(_ workers: [RecordedDurations]) {
        let recorded = workers.filter { $0.count > 0 }
        guard !recorded.isEmpty else { return nil }
        let longest = recorded.map(\.maxNanoseconds).max() ?? 0
        var histogram = Histogram<UInt64>(highestTrackableValue: max(longest, 2))
        for (nanoseconds, times) in recorded.flatMap(\.buckets) {
            histogram.record(nanoseconds, count: times)
        }
        self.histogram = histogram
        buckets = histogram.recordedValues().map {
            (histogram.lowestEquivalentForValue($0.value), $0.count)
        }
        count = recorded.reduce(0) { $0 + $1.count }
        meanNanoseconds = recorded.reduce(0.0) { $0 + Double($1.sumNanoseconds) } / Double(count)
        stddevNanoseconds = histogram.stdDeviation
        minNanoseconds = recorded.map(\.minNanoseconds).min() ?? 0
        maxNanoseconds = longest
    }

    /// The duration that `p` per cent do not exceed, rounded up to the end of its bucket (a thousandth); nil
    /// if fewer than 10 durations lie beyond it.
    ///
    /// - Parameter p: with up to three decimals, so that the count beyond is exact.
    public func percentile(_ p: Double) -> UInt64? {
        let beyondPer100k = UInt64((100_000 - p * 1000).rounded())
        let (product, overflow) = count.multipliedReportingOverflow(by: beyondPer100k)
        guard overflow || product / 100_000 >= Self.fewestBeyond else { return nil }
        return min(histogram.valueAtPercentile(p), maxNanoseconds)
    }
}
