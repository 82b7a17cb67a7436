import Foundation
import Results

/// One side of a comparison: the rounds of each cell, as a folder of results or a `cells.csv` has them.
public struct ResultSet: Sendable {
    /// As given.
    public let path: String
    /// In the order in which they first appear.
    public let cells: [String]
    private let rounds: [String: [Int: CellRow]]
    let rows: [CellRow]

    /// - Throws: `ResultsError` for what cannot be read, `ComparisonError` for what cannot be compared.
    public init(readingFrom path: String) throws {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let file = exists && isFolder.boolValue ? path + "/cells.csv" : path
        try self.init(rows: try CellsCSV.rows(ofFile: file), path: path)
    }

    init(rows: [CellRow], path: String) throws(ComparisonError) {
        guard !rows.isEmpty else { throw ComparisonError("\(path): no cell has a result") }
        var cells: [String] = []
        var rounds: [String: [Int: CellRow]] = [:]
        for row in rows {
            if rounds[row.cellID] == nil { cells.append(row.cellID) }
            guard rounds[row.cellID]?[row.round] == nil else {
                throw ComparisonError(
                    "\(path): round \(row.round) of \(row.cellID) is there twice; compare results of one run each"
                )
            }
            rounds[row.cellID, default: [:]][row.round] = row
        }
        (self.path, self.cells, self.rounds, self.rows) = (path, cells, rounds, rows)
    }

    /// By number; none for a cell that is not there.
    func rounds(of cell: String) -> [Int: CellRow] { rounds[cell] ?? [:] }

    private var times: (first: Int64, last: Int64) {
        let times = rows.map(\.time.millisecondsSinceEpoch)
        return (times.min() ?? 0, times.max() ?? 0)
    }

    /// Whether all of it was measured after the other.
    func isLater(than other: ResultSet) -> Bool { times.first > other.times.last }

    /// Whether both have rows of one run: then one of the two was named twice.
    func sharesRun(with other: ResultSet) -> Bool {
        !Set(rows.map(\.runID)).isDisjoint(with: other.rows.map(\.runID))
    }
}
