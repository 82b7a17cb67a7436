import BlockLayer

/// What measuring itself costs.
public enum MeasurementOverhead {
    /// Nanoseconds that one latency sample costs: two readings of the clock and an entry in the histogram.
    /// Measured once.
    public static let sampleNanoseconds: Double = {
        let samples = 100_000
        let rate = TickRate.ofThisMachine
        var histogram = LatencyHistogram()
        let begin = RealMachine.ticks()
        for _ in 0..<samples {
            let submitted = RealMachine.ticks()
            histogram.record(rate.nanoseconds(RealMachine.ticks() &- submitted))
        }
        return Double(rate.nanoseconds(RealMachine.ticks() &- begin)) / Double(samples)
    }()
}
