/// `cells.csv`: a header, then a line per cell and round.
public enum CellsCSV {
    /// The header line with its newline.
    public static var header: String { CSV.line(CellRow.columns.map(\.name)) }

    /// One line with its newline.
    static func line(of row: CellRow) -> String { CSV.line(CellRow.columns.map { $0.field(row) }) }

    /// The whole text of a file: what `--format csv` prints.
    public static func text(of rows: [CellRow]) -> String {
        header + rows.map(line).joined()
    }

    /// Reads a file.
    /// - Throws: what is wrong, with file, line and column; a row that is cut off at the end is an error too.
    public static func rows(ofFile path: String) throws(ResultsError) -> [CellRow] {
        var reader = CSVReader(try FileBytes.read(path), file: path)
        var rows: [CellRow] = []
        try read(&reader, file: path) { rows.append($0) }
        return rows
    }

    /// Hands over the rows one by one, so that those before an error are not lost.
    ///
    /// - Parameter header: is handed the version of the schema whose columns the file has.
    static func read(
        _ reader: inout CSVReader, file: String, header handleHeader: (Int) -> Void = { _ in },
        row handle: (CellRow) -> Void
    ) throws(ResultsError) {
        guard let header = try reader.next() else { throw ResultsError(.empty, file: file, line: 1) }
        guard let layout = layouts.first(where: { $0.columns.map(\.name) == header.fields }) else {
            throw try error(ofHeader: header, before: try reader.next(), file: file)
        }
        handleHeader(layout.version)
        while let record = try reader.next() { handle(try row(of: record, layout, file: file)) }
    }

    /// The columns of each version that is read, the current one first.
    private static let layouts =
        (2...CellRow.currentSchemaVersion).reversed().map { version in
            Layout(version: version, columns: CellRow.columns.filter { $0.since <= version })
        } + [Layout(version: 1, columns: CellRow.columnsOfVersion1)]

    private struct Layout {
        let version: Int
        let columns: [CellRow.Column]
    }

    /// A file of another version differs in its header as well: the cause is named, not the symptom.
    private static func error(
        ofHeader header: CSVRecord, before first: CSVRecord?, file: String
    ) throws(ResultsError) -> ResultsError {
        let isOurs = header.fields.first == CellRow.columns[0].name
        var version = CellRow.currentSchemaVersion
        if isOurs, let first { version = try Self.version(first, file: file) }
        let layout = layouts.first { $0.version == version } ?? layouts[0]
        let names = layout.columns.map(\.name)
        if let missing = names.first(where: { !header.fields.contains($0) }) {
            return ResultsError(.missingColumn, file: file, line: header.line, column: missing)
        }
        for (found, expected) in zip(header.fields, names) where found != expected {
            return ResultsError(.wrongHeader(found: found, expected: expected), file: file, line: header.line)
        }
        let count = ResultsError.Reason.wrongFieldCount(found: header.fields.count, expected: names.count)
        return ResultsError(count, file: file, line: header.line)
    }

    /// The version of a row.
    private static func version(
        _ record: CSVRecord, upTo last: Int = CellRow.currentSchemaVersion, file: String
    ) throws(ResultsError) -> Int {
        let found = record.fields.first ?? ""
        if let version = Int(found), (1...last).contains(version) { return version }
        throw ResultsError(
            .wrongSchemaVersion(found: found, expected: last), file: file, line: record.line,
            column: CellRow.columns[0].name)
    }

    /// A file of the current version may hold rows that were measured by a program of an earlier one.
    private static func row(of record: CSVRecord, _ layout: Layout, file: String) throws(ResultsError)
        -> CellRow
    {
        _ = try version(record, upTo: layout.version, file: file)
        let columns = layout.columns
        guard record.fields.count == columns.count else {
            throw ResultsError(
                .wrongFieldCount(found: record.fields.count, expected: columns.count), file: file,
                line: record.line)
        }
        var row = CellRow()
        for (column, field) in zip(columns, record.fields) where !column.set(field, &row) {
            throw ResultsError(
                .badValue(field, expected: column.expected), file: file, line: record.line,
                column: column.name)
        }
        if layout.version == 1 { row.fillFromName() }
        return row
    }
}
