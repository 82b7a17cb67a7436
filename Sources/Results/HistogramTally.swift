/// The durations that `histograms.csv` has of each row, to see whether all are there.
struct HistogramTally {
    private struct Found {
        var latencyCount: UInt64 = 0
        var longestLag: UInt64?

        mutating func add(_ value: UInt64, _ count: UInt64, of metric: CellHistogram.Metric) {
            switch metric {
            case .latency: latencyCount &+= count
            case .lag: longestLag = max(longestLag ?? 0, value)
            }
        }
    }

    private var foundOfRow: [RowKey: Found] = [:]

    /// The highest duration of a histogram says how long the longest was to this part; those of more than a minute
    /// are not told apart.
    private static let precision = 0.99
    private static let longestNanoseconds = 6e10

    /// Takes in a line of the file, and those behind it of the same histogram.
    mutating func add(_ record: CSVRecord, of row: RowKey, from reader: inout CSVReader) {
        guard record.fields.count == 6, let value = UInt64(record.fields[4]),
            let count = UInt64(record.fields[5]),
            let metric = CellHistogram.Metric(rawValue: record.fields[3])
        else { return }
        var found = foundOfRow[row] ?? Found()
        let prefix = reader.prefixOfLast
        var next: (value: UInt64, count: UInt64)? = (value, count)
        while let numbers = next {
            found.add(numbers.value, numbers.count, of: metric)
            next = reader.nextNumbers(after: prefix)
        }
        foundOfRow[row] = found
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
