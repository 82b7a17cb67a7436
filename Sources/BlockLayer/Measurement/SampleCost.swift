/// What measuring itself costs.
public enum SampleCost {
    /// Nanoseconds that one latency sample costs at depth 1: two readings of the clock and an entry in the histogram.
    /// Deeper, IOs that complete together share the second reading. Measured once.
    public static let nanoseconds: Double = {
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
