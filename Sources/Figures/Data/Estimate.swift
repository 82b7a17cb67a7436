import Results
import Statistics

/// A median over rounds and the interval that it lies in.
struct Estimate: Sendable {
    let median: Double
    let low: Double
    let high: Double

    /// Figures have thousands of intervals to draw, and no pixel for the third digit of their ends.
    static let drawn = Bootstrap(resamples: 500, confidence: 0.95)

    /// The estimate in another unit.
    func mapped(_ change: (Double) -> Double) -> Estimate {
        Estimate(median: change(median), low: change(low), high: change(high))
    }
}

extension Estimate {
    /// Nil of nothing.
    init?(of values: [Double]) {
        let values = values.filter(\.isFinite)
        guard let median = values.median, let interval = Self.drawn.median(of: values) else { return nil }
        self.init(median: median, low: interval.lower, high: interval.upper)
    }

    /// The estimate from the rounds of a cell that count; nil if none has the value.
    init?(of cell: CellSummary, _ value: (CellRow) -> Double?) {
        self.init(of: cell.shown.compactMap(value))
    }

    /// The median alone, where no interval is looked at.
    static func median(of cell: CellSummary, _ value: (CellRow) -> Double?) -> Double? {
        cell.shown.compactMap(value).filter(\.isFinite).median
    }

    /// What one cell has as a multiple of what another has, by the rounds that both have.
    init?(ratioOf cell: CellSummary, to base: CellSummary, _ value: (CellRow) -> Double?) {
        let bases = Dictionary(
            base.shown.map { ($0.round, value($0)) }, uniquingKeysWith: { first, _ in first })
        let pairs = cell.shown.compactMap { row -> Pair? in
            guard let candidate = value(row), let base = bases[row.round] ?? nil, base > 0, candidate > 0
            else { return nil }
            return Pair(base: base, candidate: candidate)
        }
        guard let median = pairs.map(\.candidate).median, let base = pairs.map(\.base).median,
            let interval = Self.drawn.ratio(of: pairs)
        else { return nil }
        self.init(median: median / base, low: interval.lower, high: interval.upper)
    }
}
