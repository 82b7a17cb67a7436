import Foundation

/// A folder of results that is merged with others and left as it is. What `--resume` would measure again is left out.
public struct MergeInput: Sendable {
    /// The folder, as given.
    public let path: String
    /// The rows whose histograms are all there.
    public let rows: [CellRow]
    /// The matrix that was run; nil where there is none.
    public let matrix: String?
    /// What is left out, a line each.
    public let notes: [String]
    /// The version of the schema that `cells.csv` has.
    let version: Int
    private let areHistogramsWhole: Bool
    private let histogramsLength: Int

    /// - Throws: `noResults`, `inUse`, or what is wrong with a file.
    public init(_ path: String) throws(ResultsError) {
        let file = path + "/cells.csv"
        guard access(file, F_OK) == 0 else { throw ResultsError(.noResults, file: path) }
        let lock = try SharedLock(file)
        defer { lock.release() }
        let bytes = try FileBytes.read(file)
        let cells = try SoundText.cells(bytes, file: file)
        let histograms = try Self.histograms(path, of: cells.rows)
        rows = cells.rows.filter(histograms.tally.isComplete)
        version = cells.version
        matrix = try Self.matrix(path)
        areHistogramsWhole = rows.count == cells.rows.count && !histograms.hasStrangers
        histogramsLength = histograms.keptLength
        let left = cells.rows.count - rows.count
        notes = [
            cells.length < bytes.count ? "\(file): the last line is cut off and left out" : nil,
            left > 0 ? "\(path): left out, as their histograms are not all there: \(left) rows" : nil,
            rows.isEmpty ? "\(path): no whole row" : nil,
        ].compactMap(\.self)
        self.path = path
    }

    private static func histograms(
        _ path: String, of rows: [CellRow]
    ) throws(ResultsError) -> SoundText.Histograms {
        let file = path + "/histograms.csv"
        guard access(file, F_OK) == 0 else { return SoundText.Histograms() }
        let bytes = try FileBytes.read(file)
        return bytes.isEmpty ? SoundText.Histograms() : try SoundText.histograms(bytes, file: file, of: rows)
    }

    /// The text of `matrix.yaml` of a folder; nil if there is none.
    static func matrix(_ path: String) throws(ResultsError) -> String? {
        let file = path + "/matrix.yaml"
        guard access(file, F_OK) == 0 else { return nil }
        return String(decoding: try FileBytes.read(file), as: UTF8.self)
    }

    /// The lines of `histograms.csv` of some of the rows.
    func histogramLines(of chosen: [CellRow]) throws(ResultsError) -> [UInt8] {
        guard !chosen.isEmpty, histogramsLength > 0 else { return [] }
        let file = path + "/histograms.csv"
        let bytes = Array(try FileBytes.read(file).prefix(histogramsLength))
        var reader = CSVReader(bytes, file: file)
        try CellHistogram.readHeader(&reader, file: file)
        if areHistogramsWhole && chosen.count == rows.count { return Array(reader.rest) }
        let keys = Set(chosen.map(RowKey.init))
        var lines: [UInt8] = []
        while let record = try reader.next() {
            guard let key = RowKey(record), keys.contains(key) else { continue }
            lines += CSV.line(record.fields).utf8
        }
        return lines
    }
}

/// Keeps runs from adding to a file that is read.
private struct SharedLock {
    private let descriptor: CInt

    /// - Throws: `inUse`, or the system's error.
    init(_ file: String) throws(ResultsError) {
        descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileBytes.systemError("open", file) }
        // A file system without locks is no obstacle; only a lock that is held is.
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
            close(descriptor)
            throw ResultsError(.inUse, file: file)
        }
    }

    func release() { close(descriptor) }
}
