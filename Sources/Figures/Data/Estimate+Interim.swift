import Results

extension Estimate {
    init?(medianOf values: [Double]) {
        let values = values.filter(\.isFinite).sorted()
        guard !values.isEmpty else { return nil }
        let middle = (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
        self.init(median: middle, low: middle, high: middle)
    }

    init?(of values: [Double]) {
        guard let point = Estimate(medianOf: values) else { return nil }
        let values = values.filter(\.isFinite).sorted()
        self.init(
            median: point.median, low: values[values.count / 8],
            high: values[values.count - 1 - values.count / 8])
    }

    init?(of cell: CellSummary, _ value: (CellRow) -> Double?) { self.init(of: cell.shown.compactMap(value)) }
    init?(medianOf cell: CellSummary, _ value: (CellRow) -> Double?) {
        self.init(medianOf: cell.shown.compactMap(value))
    }
    init?(ratioOf cell: CellSummary, to base: CellSummary, _ value: (CellRow) -> Double?) {
        let bases = Dictionary(base.shown.map { ($0.round, value($0)) }, uniquingKeysWith: { a, _ in a })
        self.init(
            of: cell.shown.compactMap { row in
                guard let one = value(row), let other = bases[row.round] ?? nil, other > 0 else { return nil }
                return one / other
            })
    }
}
