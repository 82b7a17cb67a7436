import CPlatform

/// A fault in a file of results, and its place. `description` is one line for the user.
public struct ResultsError: Error, Equatable, CustomStringConvertible {
    /// The faults of a file of results.
    public enum Reason: Equatable, Sendable {
        case empty
        /// The file is a folder without rows, or none.
        case noResults
        /// The beginning is that of another format; the text names it and the remedy.
        case foreign(String)
        case blankLine
        case missingColumn
        case wrongHeader(found: String, expected: String)
        case wrongSchemaVersion(found: String, expected: Int)
        case wrongFieldCount(found: Int, expected: Int)
        case badValue(String, expected: String)
        case badQuoting
        /// The column is that of the first character on its line that is none.
        case notUTF8(column: Int)
        case truncated
        case inUse
        /// A system call failed: what was tried, and its errno.
        case system(action: String, code: Int32)
    }

    /// The fault.
    public let reason: Reason
    /// The path of the file.
    public let file: String
    /// The line that the record begins on, counted from 1.
    public let line: Int?
    public let column: String?

    init(_ reason: Reason, file: String, line: Int? = nil, column: String? = nil) {
        self.reason = reason
        self.file = file
        self.line = line
        self.column = column
    }

    public var description: String {
        let place = line.map { "\(file):\($0): " } ?? "\(file): "
        return place + (column.map { "column \($0): " } ?? "") + reason.message
    }
}

extension ResultsError.Reason {
    fileprivate var message: String {
        switch self {
        case .empty:
            "the file is empty; the header is missing"
        case .noResults:
            "no folder of results; it has no cells.csv"
        case .foreign(let format):
            "the file is \(format)"
        case .blankLine:
            "the line is blank; remove it"
        case .missingColumn:
            "the header lacks this column; was the file written by another version, or edited?"
        case .wrongHeader(let found, let expected):
            "the header has \"\(found)\" where \"\(expected)\" belongs"
        case .wrongSchemaVersion(let found, let expected):
            "schema_version is \"\(found)\" but this version knows \(expected); "
                + "use the version that wrote the file, or another results folder"
        case .wrongFieldCount(let found, let expected):
            "\(found) fields where the header has \(expected)"
        case .badValue(let text, let expected):
            "\"\(text.prefix(60))\" is not \(expected)"
        case .badQuoting:
            "a quote or carriage return stands where RFC 4180 does not allow one"
        case .notUTF8(let column):
            "character \(column) of the line is not UTF-8"
        case .truncated:
            "the file ends within this row (no newline, or a quote left open); mend or remove the row"
        case .inUse:
            "another run is writing to this folder; wait for it or use another folder"
        case .system(let action, let code):
            "cannot \(action): \(String(cString: platform_error_text(code)))"
        }
    }
}
