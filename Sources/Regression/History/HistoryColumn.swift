import Results
import Statistics

/// One metric of one cell through all runs.
struct HistoryColumn: Sendable {
    let cell: String
    let metric: Metric
    /// Medians over the rounds that count, by run; nil where there is none.
    let values: [Double?]

    init(_ cell: String, _ metric: Metric, of runs: [ComparisonSide], countsInvalid: Bool) {
        (self.cell, self.metric) = (cell, metric)
        values = runs.map { run in
            run.rounds(of: cell).values.filter { $0.valid || countsInvalid }.compactMap(metric.value).median
        }
    }

    /// In the header. Otava shows of names what they do not have in common up to a dot.
    var name: String { "\(cell).\(metric.name)" }

    var isEmpty: Bool { values.allSatisfy { $0 == nil } }

    /// The places of the runs that have a value.
    var runs: [Int] { values.indices.filter { values[$0] != nil } }

    /// Whether it has values in the same runs.
    func hasValues(as other: HistoryColumn) -> Bool { runs == other.runs }

    var hasGaps: Bool { values.contains { $0 == nil } }

    /// The runs that lack a value, `results/7 and 2 more`; nil if none does.
    func gap(in runs: [ComparisonSide]) -> String? {
        let missing = zip(runs, values).filter { $0.1 == nil }.map(\.0.path)
        return missing.first.map { missing.count > 1 ? "\($0) and \(missing.count - 1) more" : $0 }
    }
}
