import BlockLayer

/// The clock of the measurements, and what reading it costs. Measured once per process.
public enum MeasuringClock {
    static let rate = TickRate.ofThisMachine

    /// Nanoseconds that one latency sample costs: two readings of the clock and an entry in the histogram.
    public static let sampleNanoseconds: Double = {
        let samples = 100_000
        var histogram = LatencyHistogram()
        let begin = RealMachine.ticks()
        for _ in 0..<samples {
            let submitted = RealMachine.ticks()
            histogram.record(rate.nanoseconds(RealMachine.ticks() &- submitted))
        }
        return Double(rate.nanoseconds(RealMachine.ticks() &- begin)) / Double(samples)
    }()
}
