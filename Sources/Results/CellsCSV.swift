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
    static func read(
        _ reader: inout CSVReader, file: String, row handle: (CellRow) -> Void
    ) throws(ResultsError) {
        guard let header = try reader.next() else { throw ResultsError(.empty, file: file, line: 1) }
        if let wrong = headerError(header, file: file) {
            // A file of another version differs in its header as well: name the cause, not the symptom.
            let isOurs = header.fields.first == CellRow.columns[0].name
            if isOurs, let first = try reader.next() { try checkVersion(first, file: file) }
            throw wrong
        }
        while let record = try reader.next() { handle(try row(of: record, file: file)) }
    }

    private static func headerError(_ header: CSVRecord, file: String) -> ResultsError? {
        let names = CellRow.columns.map(\.name)
        guard header.fields != names else { return nil }
        if let missing = names.first(where: { !header.fields.contains($0) }) {
            return ResultsError(.missingColumn, file: file, line: header.line, column: missing)
        }
        for (found, expected) in zip(header.fields, names) where found != expected {
            return ResultsError(.wrongHeader(found: found, expected: expected), file: file, line: header.line)
        }
        let count = ResultsError.Reason.wrongFieldCount(found: header.fields.count, expected: names.count)
        return ResultsError(count, file: file, line: header.line)
    }

    private static func checkVersion(_ record: CSVRecord, file: String) throws(ResultsError) {
        let version = CellRow.currentSchemaVersion
        guard let found = record.fields.first, found != String(version) else { return }
        throw ResultsError(
            .wrongSchemaVersion(found: found, expected: version), file: file, line: record.line,
            column: CellRow.columns[0].name)
    }

    private static func row(of record: CSVRecord, file: String) throws(ResultsError) -> CellRow {
        try checkVersion(record, file: file)
        let columns = CellRow.columns
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
        return row
    }
}
