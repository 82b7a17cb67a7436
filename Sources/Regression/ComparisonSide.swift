import Foundation
import Results

/// One side of a comparison: the rounds of each cell, as a folder of results or a `cells.csv` has them.
public struct ComparisonSide: Sendable {
    /// The path as given.
    public let path: String
    /// In the order in which they first appear.
    public let cells: [String]
    private let rounds: [String: [Int: CellRow]]
    let rows: [CellRow]
    /// The text of the matrix that was run; nil where there is none.
    private(set) var matrix: String?

    /// - Throws: `ResultsError` for what cannot be read, `ComparisonError` for what cannot be compared.
    public init(readingFrom path: String) throws {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let file = exists && isFolder.boolValue ? path + "/cells.csv" : path
        try self.init(rows: try CellsCSV.rows(ofFile: file), path: path)
        let matrix = URL(filePath: file).deletingLastPathComponent().appending(path: "matrix.yaml")
        self.matrix = try? String(contentsOf: matrix, encoding: .utf8)
    }

    init(rows: [CellRow], path: String) throws(ComparisonError) {
        guard !rows.isEmpty else { throw ComparisonError("\(path): no cell has a result") }
        let rows = Self.namedByHost(rows)
        var cells: [String] = []
        var rounds: [String: [Int: CellRow]] = [:]
        for row in rows {
            if rounds[row.cellID] == nil { cells.append(row.cellID) }
            guard rounds[row.cellID]?[row.round] == nil else {
                throw ComparisonError(
                    "\(path): round \(row.round) of \(row.cellID) appears twice; compare results of one run each"
                )
            }
            rounds[row.cellID, default: [:]][row.round] = row
        }
        (self.path, self.cells, self.rounds, self.rows) = (path, cells, rounds, rows)
    }

    /// Rows in which a cell that several hosts measured is a cell of each, `CELL on HOST`.
    private static func namedByHost(_ rows: [CellRow]) -> [CellRow] {
        let hosts = Dictionary(grouping: rows, by: \.cellID).mapValues { Set($0.map(\.measuringHost)).count }
        return rows.map { row in
            guard let host = row.measuringHost, hosts[row.cellID] ?? 0 > 1 else { return row }
            var named = row
            named.cellID += " on \(host)"
            return named
        }
    }

    /// The rounds of a cell by number; none for a cell that this side lacks.
    func rounds(of cell: String) -> [Int: CellRow] { rounds[cell] ?? [:] }

    /// The first setting of a cell that differs from the other side's, or the host that measured it; nil if none does,
    /// or if one side lacks the cell.
    func difference(of cell: String, to other: ComparisonSide) -> SettingDifference? {
        let sides = [self, other].map { side in
            side.rounds(of: cell).values.sorted { $0.round < $1.round }
        }
        return SettingDifference(
            ("the base", sides[0]), ("the candidate", sides[1]),
            isOneMatrix: matrix != nil && matrix == other.matrix)
            ?? SettingDifference(ofHosts: sides[0] + sides[1])
    }

    private var times: (first: Int64, last: Int64) {
        let times = rows.map(\.time.millisecondsSinceEpoch)
        return (times.min() ?? 0, times.max() ?? 0)
    }

    /// Whether all of it was measured after the other.
    func isLater(than other: ComparisonSide) -> Bool { times.first > other.times.last }

    /// Whether both have rows of the same run: then one of the two was named twice.
    func sharesRun(with other: ComparisonSide) -> Bool {
        !Set(rows.map(\.runID)).isDisjoint(with: other.rows.map(\.runID))
    }
}
