import Results

/// Runs whose cells have names of their own wherever they were asked for something else: a series is of one setting.
struct SettingSeries {
    private(set) var runs: [ComparisonSide] = []
    /// A line for each cell that is not what the first one of its name is.
    private(set) var notes: [String] = []
    /// The first row of each series, by the name that the cell had.
    private var series: [String: [CellRow]] = [:]
    private var cells: [String: String] = [:]

    /// - Parameter runs: in the order of time.
    init(_ runs: [ComparisonSide]) throws(ComparisonError) {
        for run in runs {
            var rows = run.rows
            for index in rows.indices { rows[index].cellID = name(of: rows[index], in: run) }
            self.runs.append(try ComparisonSide(rows: rows, path: run.path))
        }
    }

    /// The name that a cell had in its results.
    func cell(_ name: String) -> String { cells[name] ?? name }

    /// The second setting of a cell is `CELL#2`.
    private mutating func name(of row: CellRow, in run: ComparisonSide) -> String {
        let known = series[row.cellID] ?? []
        func difference(_ earlier: CellRow) -> SettingDifference? {
            SettingDifference(("the first", [earlier]), (run.path, [row]), isOneMatrix: true)
        }
        let place = known.firstIndex { difference($0) == nil } ?? known.count
        let name = place == 0 ? row.cellID : "\(row.cellID)#\(place + 1)"
        if place == known.count {
            series[row.cellID, default: []].append(row)
            cells[name] = row.cellID
            if let first = known.first, let difference = difference(first) {
                notes.append("\(name): from \(run.path) on \(difference.text)")
            }
        }
        return name
    }
}
