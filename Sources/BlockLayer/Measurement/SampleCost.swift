/// What measuring itself costs.
public enum SampleCost {
    /// Nanoseconds that an IO pays for its latency: an entry in the histogram, and where IOs are timed one by one a
    /// reading of the clock. The reading after each look for completions is needed to end in time. Measured once.
    public static func nanoseconds(_ sampling: LatencySampling) -> Double {
        switch sampling {
        case .perIO: perIO
        case .perBatch: perBatch
        case .off: 0
        }
    }

    private static let perIO = nanosecondsPerTurn { _ in RealMachine.ticks() }
    private static let perBatch = nanosecondsPerTurn { $0 &+ 100 }

    /// - Parameter clock: gives the next time after the one before.
    private static func nanosecondsPerTurn(_ clock: (UInt64) -> UInt64) -> Double {
        let turns = 100_000
        let rate = TickRate.ofThisMachine
        var histogram = LatencyHistogram()
        let begin = RealMachine.ticks()
        var last = begin
        for _ in 0..<turns {
            let next = clock(last)
            histogram.record(rate.nanoseconds(next &- last))
            last = next
        }
        let end = RealMachine.ticks()
        // Without a look at them the compiler would leave the entries out.
        let entries = histogram.recordedBuckets().reduce(0) { $0 + $1.count }
        return Double(rate.nanoseconds(end &- begin)) / Double(entries)
    }
}
