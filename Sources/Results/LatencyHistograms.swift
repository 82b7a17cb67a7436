/// The latency histograms of many rows, found by row.
public struct LatencyHistograms: Sendable {
    private var histograms: [RowKey: CellHistogram] = [:]

    public init() {}

    /// Keeps the latency among a row's histograms; the others are let go.
    public mutating func add(_ new: [CellHistogram], of row: CellRow) {
        guard let latency = new.first(where: { $0.metric == .latency }) else { return }
        histograms[RowKey(row)] = latency
    }

    /// Nil if none was added.
    subscript(row: CellRow) -> CellHistogram? { histograms[RowKey(row)] }
}
