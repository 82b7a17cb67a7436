import Results

/// A median and the interval that it lies in, as sure as can be.
struct Estimate: Sendable {
    let median: Double
    let low: Double
    let high: Double

    init(median: Double, low: Double, high: Double) {
        self.median = median
        self.low = low
        self.high = high
    }

    /// The same in another unit.
    func mapped(_ change: (Double) -> Double) -> Estimate {
        Estimate(median: change(median), low: change(low), high: change(high))
    }
}
