/// The latency histograms of many rows, found by row.
public struct LatencyHistograms: Sendable {
    private struct Key: Hashable {
        let runID: String
        let cellID: String
        let round: Int

        init(_ row: CellRow) {
            runID = row.runID
            cellID = row.cellID
            round = row.round
        }
    }

    private var histograms: [Key: CellHistogram] = [:]

    public init() {}

    /// Keeps the latency among a row's histograms; the others are let go.
    public mutating func add(_ new: [CellHistogram], of row: CellRow) {
        guard let latency = new.first(where: { $0.metric == .latency }) else { return }
        histograms[Key(row)] = latency
    }

    /// Nil if none was added.
    subscript(row: CellRow) -> CellHistogram? { histograms[Key(row)] }
}
