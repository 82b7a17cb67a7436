/// The latency histograms of many rows, found by row.
public struct LatencyHistograms: Sendable {
    private var countsOfRow: [RowKey: [(valueNanoseconds: UInt64, count: UInt64)]] = [:]

    public init() {}

    /// Keeps the latency among a row's histograms; the others are let go.
    public mutating func add(_ new: [CellHistogram], of row: CellRow) {
        guard let latency = new.first(where: { $0.metric == .latency }) else { return }
        countsOfRow[RowKey(row)] = latency.counts
    }

    /// Adds a line of `histograms.csv`, if it is of a latency.
    mutating func add(_ record: CSVRecord, of row: RowKey) {
        guard record.fields.count == 6, record.fields[3] == CellHistogram.Metric.latency.rawValue,
            let value = UInt64(record.fields[4]), let count = UInt64(record.fields[5])
        else { return }
        countsOfRow[row, default: []].append((value, count))
    }

    /// Nil if none was added.
    subscript(row: CellRow) -> CellHistogram? {
        countsOfRow[RowKey(row)].map { CellHistogram(.latency, counts: $0) }
    }
}
