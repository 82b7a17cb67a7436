import Foundation

/// A folder of results that is being written: `cells.csv`, `histograms.csv`, `environment.json` and
/// `matrix.yaml`.
///
/// A cell counts when its row stands in `cells.csv`: the histograms are written before it, and those that
/// have no row when the folder is opened again are removed. So a kill loses the running cell and no other.
public final class ResultsFolder {
    /// The folder, as given.
    public let path: String
    /// The rows that were there when the folder was opened.
    public let existingRows: [CellRow]
    /// The rows that a resumed run need not repeat: all of their histograms are there.
    public let completeRows: [CellRow]
    /// The version of the schema that `cells.csv` has; before a row is added, it becomes the current one.
    private var version: Int
    private var cells: AppendFile
    private var histograms: AppendFile

    /// Opens a folder for appending, and creates it and its parents if they are not there.
    ///
    /// A last line that was cut off (the machine lost power) is removed. Anything else that is wrong
    /// with the files is an error, and they are left alone.
    /// - Throws: another schema, another run at work, or the system's error.
    public init(path: String) throws(ResultsError) {
        try Self.makeFolder(path)
        self.path = path
        cells = try AppendFile(path + "/cells.csv")
        histograms = try AppendFile(path + "/histograms.csv")
        (existingRows, version) = try Self.mendCells(&cells)
        let tally = try Self.mendHistograms(&histograms, of: existingRows)
        completeRows = existingRows.filter(tally.isComplete)
        try FileBytes.syncFolder(of: cells.path)
    }

    /// Removes the rows whose histograms are not all there, with what is left of these. Each file is replaced in one
    /// step; a kill between the two leaves histograms without rows, which the next opening removes.
    public func removeIncompleteRows() throws(ResultsError) {
        guard completeRows.count < existingRows.count else { return }
        let keys = Set(completeRows.map(RowKey.init))
        var kept = Array(CellHistogram.header.utf8)
        var reader = try Self.histogramReader(histograms.path)
        while let record = try reader.next() {
            guard let key = RowKey(record), keys.contains(key) else { continue }
            kept += CSV.line(record.fields).utf8
        }
        try cells.replace(with: Array(CellsCSV.text(of: completeRows).utf8))
        version = CellRow.currentSchemaVersion
        try histograms.replace(with: kept)
    }

    /// The matrix that the folder was made for; nil if there is none.
    public func matrix() throws(ResultsError) -> String? { try MergeInput.matrix(path) }

    /// The latencies of rows that were there when the folder was opened.
    public func latencies(of rows: [CellRow]) throws(ResultsError) -> LatencyHistograms {
        var reader = try Self.histogramReader(histograms.path)
        var latencies = LatencyHistograms()
        let keys = Set(rows.map(RowKey.init))
        while let record = try reader.next() {
            guard let key = RowKey(record), keys.contains(key) else { continue }
            latencies.add(record, of: key)
        }
        return latencies
    }

    /// Adds a cell and round, and returns when the disk has it.
    ///
    /// - Throws: the system's error, for example a full disk; the files are then as they were before.
    public func append(_ row: CellRow, histograms new: [CellHistogram] = []) throws(ResultsError) {
        try append([row], lines: new.map { $0.lines(for: row) }.joined().utf8)
    }

    private func append(_ rows: [CellRow], lines: some Sequence<UInt8>) throws(ResultsError) {
        try upgrade()
        let before = histograms.size
        try histograms.append(Array(lines))
        do {
            try cells.append(Array(rows.map(CellsCSV.line).joined().utf8))
        } catch {
            try? histograms.cut(to: before)
            throw error
        }
    }

    /// Gives a file of an earlier version the columns of the current one; what its rows cannot say stays empty.
    private func upgrade() throws(ResultsError) {
        guard version < CellRow.currentSchemaVersion else { return }
        try cells.replace(with: Array(CellsCSV.text(of: existingRows).utf8))
        version = CellRow.currentSchemaVersion
    }

    /// Adds all that another folder holds, and removes that; its `matrix.yaml` replaces one that is there. For what
    /// many processes measure one after the other: none of them reads what is there already.
    ///
    /// - Parameter environment: the name that its `environment.json` gets; one of that name is replaced.
    /// - Throws: what is wrong with its rows or histograms, or the system's error.
    public func takeOver(
        _ other: String, environment: String = "environment.json"
    ) throws(ResultsError) {
        let rows = try CellsCSV.rows(ofFile: other + "/cells.csv")
        try append(rows, lines: try Self.histogramReader(other + "/histograms.csv").rest)
        for (old, new) in [("environment.json", environment), ("matrix.yaml", "matrix.yaml")] {
            guard rename("\(other)/\(old)", "\(path)/\(new)") == 0 || errno == ENOENT else {
                throw FileBytes.systemError("replace", "\(path)/\(new)")
            }
        }
        for name in ["/cells.csv", "/histograms.csv", ""] {
            guard remove(other + name) == 0 else { throw FileBytes.systemError("remove", other + name) }
        }
    }

    /// Takes in what is merged. The rows come last: until they are there nothing counts.
    ///
    /// - Precondition: the folder has no rows.
    public func fill(with merge: Merge) throws(ResultsError) {
        precondition(existingRows.isEmpty, "results are merged into a folder without rows")
        try upgrade()
        if let matrix = merge.matrix { try writeMatrix(Data(matrix.utf8)) }
        for part in merge.parts {
            try histograms.append(try part.input.histogramLines(of: part.rows))
        }
        try cells.append(Array(merge.rows.map(CellsCSV.line).joined().utf8))
    }

    /// Writes the record of an environment in one step, replacing one that is there.
    ///
    /// - Parameters:
    ///   - json: the encoded document.
    ///   - name: of the file.
    public func writeEnvironment(_ json: Data, as name: String = "environment.json") throws(ResultsError) {
        try FileBytes.replace("\(path)/\(name)", with: Array(json))
    }

    /// Writes `matrix.yaml` in one step: the matrix as it was run.
    public func writeMatrix(_ yaml: Data) throws(ResultsError) {
        try FileBytes.replace(path + "/matrix.yaml", with: Array(yaml))
    }

    /// What reads a file of histograms, from behind its header on.
    private static func histogramReader(_ file: String) throws(ResultsError) -> CSVReader {
        var reader = CSVReader(try FileBytes.read(file), file: file)
        try CellHistogram.readHeader(&reader, file: file)
        return reader
    }

    /// Reads the rows and the version of their columns, and gives a new file its header.
    private static func mendCells(
        _ cells: inout AppendFile
    ) throws(ResultsError) -> (rows: [CellRow], version: Int) {
        if cells.size == 0 { try cells.append(Array(CellsCSV.header.utf8)) }
        let found = try SoundText.cells(try FileBytes.read(cells.path), file: cells.path)
        try mend(&cells, length: found.length, header: CellsCSV.header)
        return (found.rows, found.version)
    }

    /// Removes what a killed cell left at the end, and gives a new file its header.
    private static func mendHistograms(
        _ histograms: inout AppendFile, of rows: [CellRow]
    ) throws(ResultsError) -> HistogramTally {
        if histograms.size == 0 { try histograms.append(Array(CellHistogram.header.utf8)) }
        let bytes = try FileBytes.read(histograms.path)
        let found = try SoundText.histograms(bytes, file: histograms.path, of: rows)
        try mend(&histograms, length: found.keptLength, header: CellHistogram.header)
        return found.tally
    }

    /// Cuts a file to what is sound of it.
    private static func mend(_ file: inout AppendFile, length: Int, header: String) throws(ResultsError) {
        if file.size > length { try file.cut(to: length) }
        if file.size == 0 { try file.append(Array(header.utf8)) }
    }

    /// Creates a folder and its parents where they are not there.
    static func makeFolder(_ path: String) throws(ResultsError) {
        if mkdir(path, 0o755) == 0 { return }
        if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeFolder(String(path[..<slash]))
            if mkdir(path, 0o755) == 0 { return }
        }
        var status = stat()
        let code = errno
        let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        guard code == EEXIST, isFolder else {
            throw ResultsError(.system(action: "create the folder", code: code), file: path)
        }
    }
}
