/// The identity of a row within its folder.
public struct RowKey: Hashable, Sendable {
    let runID: String
    let cellID: String
    let round: String

    public init(_ row: CellRow) {
        runID = row.runID
        cellID = row.cellID
        round = String(row.round)
    }

    /// - Parameter record: of `histograms.csv`; nil if it is too short for one.
    init?(_ record: CSVRecord) {
        guard record.fields.count >= 3 else { return nil }
        runID = record.fields[0]
        cellID = record.fields[1]
        round = record.fields[2]
    }
}
