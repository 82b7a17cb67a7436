/// What `histograms.csv` has of each row, to see whether that is all.
struct HistogramTally {
    private struct Found {
        var latencyCount: UInt64 = 0
        var longestLag: UInt64?
    }

    private var foundOfRow: [RowKey: Found] = [:]

    /// The highest duration of a histogram says how long the longest was to this part; those of more than a minute
    /// are not told apart.
    private static let precision = 0.99
    private static let longestNanoseconds = 6e10

    /// Takes in a line of the file.
    mutating func add(_ record: CSVRecord, of row: RowKey) {
        guard record.fields.count == 6, let value = UInt64(record.fields[4]),
            let count = UInt64(record.fields[5])
        else { return }
        switch CellHistogram.Metric(rawValue: record.fields[3]) {
        case .latency: foundOfRow[row, default: Found()].latencyCount &+= count
        case .lag:
            let longest = foundOfRow[row]?.longestLag ?? 0
            foundOfRow[row, default: Found()].longestLag = max(longest, value)
        case nil: break
        }
    }

    /// Whether all durations are there that the row was made of.
    func isComplete(_ row: CellRow) -> Bool {
        let found = foundOfRow[RowKey(row)] ?? Found()
        if row.latencyMaxNanoseconds != nil, found.latencyCount &+ (row.errors ?? 0) < row.ios ?? 0 {
            return false
        }
        guard let longest = row.lagMaxNanoseconds else { return true }
        guard let lag = found.longestLag else { return false }
        return Double(lag) >= min(Double(longest), Self.longestNanoseconds) * Self.precision
    }
}
