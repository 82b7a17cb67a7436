/// The whole distribution of one metric in one cell and round, as `histograms.csv` keeps it.
public struct CellHistogram: Sendable {
    /// The durations that are recorded.
    public enum Metric: String, CaseIterable, Sendable {
        /// Latency: submit to seen complete by the owner.
        case latency = "lat"
        /// Detection lag: leaf ready to seen complete.
        case lag
    }

    /// The durations that the histogram is of.
    public let metric: Metric
    /// How often each value occurred; values that did not occur are left out.
    public let counts: [(valueNanoseconds: UInt64, count: UInt64)]

    public init(_ metric: Metric, counts: [(valueNanoseconds: UInt64, count: UInt64)]) {
        self.metric = metric
        self.counts = counts
    }

    /// How many values there are.
    public var total: UInt64 { counts.reduce(0) { $0 &+ $1.count } }

    private static let columnNames = ["run_id", "cell_id", "round", "metric", "value_ns", "count"]

    /// The header line of `histograms.csv` with its newline.
    static let header = CSV.line(columnNames)

    static func readHeader(_ reader: inout CSVReader, file: String) throws(ResultsError) {
        guard let found = try reader.next() else { throw ResultsError(.empty, file: file, line: 1) }
        guard found.fields == columnNames else {
            let fields = found.fields.joined(separator: ",")
            let expected = columnNames.joined(separator: ",")
            throw ResultsError(.wrongHeader(found: fields, expected: expected), file: file, line: 1)
        }
    }

    /// The lines of this histogram, for the cell and round of a row.
    func lines(for row: CellRow) -> String {
        let beginning = CSV.line([row.runID, row.cellID, String(row.round), metric.rawValue]).dropLast()
        return counts.reduce(into: "") { $0 += "\(beginning),\($1.valueNanoseconds),\($1.count)\n" }
    }
}
