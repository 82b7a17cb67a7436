import Statistics

/// Bencher's metric format: what was compared of the candidate, and the interval that the ratio gives it.
enum BencherReport {
    private struct Measure: Encodable {
        let value: Double
        let lowerValue: Double
        let upperValue: Double
    }

    static func text(of comparison: Comparison) -> String {
        var benchmarks: [String: [String: Measure]] = [:]
        for cell in comparison.cells {
            guard let base = cell.base, let candidate = cell.candidate, let ratio = cell.ratio else {
                continue
            }
            benchmarks[cell.cell, default: [:]][cell.metric] = Measure(
                value: candidate, lowerValue: base * ratio.lower, upperValue: base * ratio.upper)
        }
        return ComparisonJSON.encoded(benchmarks)
    }
}
