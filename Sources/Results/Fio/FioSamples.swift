/// Samples of a rate as fio sums them up. fio takes one each half second; here each round is one.
struct FioSamples {
    let count: Int
    let min: Double
    let max: Double
    let mean: Double
    /// The standard deviation of a sample, divided by one less than its size; 0 for a single value.
    let stddev: Double

    init(_ values: [Double]) {
        let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        count = values.count
        min = values.min() ?? 0
        max = values.max() ?? 0
        self.mean = mean
        stddev = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0
    }
}
