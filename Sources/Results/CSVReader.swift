import Foundation

/// One record: its fields, unquoted, and the line it begins on.
struct CSVRecord: Equatable {
    var fields: [String]
    let line: Int
}

/// Reads RFC 4180 text record by record; lines may end in LF or CRLF.
///
/// A last record without its line end is an error, not a record: its last field may be cut, and
/// nothing in the text could tell.
struct CSVReader {
    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    /// The number of the line to come.
    private(set) var line: Int
    /// Where the last whole record ended: what stands before it is sound.
    private(set) var soundLength = 0
    /// Where the last record began.
    private var lastStart = 0

    /// - Parameter line: the number of the first line, where the bytes are not the file's beginning.
    init(_ bytes: [UInt8], file: String, line: Int = 1) {
        self.bytes = bytes
        self.file = file
        self.line = line
        // A byte order mark, which spreadsheets put before a text.
        if line == 1, bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    }

    /// The next record, or nil at the end.
    /// - Throws: `foreign`; `blankLine`, `truncated` or `badQuoting` with the line the record begins on; `notUTF8` with
    ///   its own line.
    mutating func next() throws(ResultsError) -> CSVRecord? {
        guard position < bytes.count else { return nil }
        if position == 0, line == 1, let format = ForeignFormat.name(of: bytes) {
            throw ResultsError(.foreign(format), file: file)
        }
        if isBlankLine { throw ResultsError(.blankLine, file: file, line: line) }
        var record = CSVRecord(fields: [], line: line)
        lastStart = position
        while true {
            record.fields.append(try field(of: record))
            if bytes[position] == UInt8(ascii: ",") {
                position += 1
            } else {
                try endLine(of: record)
                soundLength = position
                return record
            }
        }
    }

    private var isBlankLine: Bool {
        bytes[position...].starts(with: "\n".utf8) || bytes[position...].starts(with: "\r\n".utf8)
    }

    /// The bytes that have not been read.
    var rest: ArraySlice<UInt8> { bytes[position...] }

    /// The bytes of the last record before its last two fields.
    var prefixOfLast: [UInt8] {
        let commas = (lastStart..<soundLength).filter { bytes[$0] == UInt8(ascii: ",") }
        return commas.count < 2 ? [] : Array(bytes[lastStart...commas[commas.count - 2]])
    }

    /// The two numbers at the end of the next line, if all of it before them is `prefix`; nil, and nothing is read,
    /// if it is any other line. Most lines of histograms are told by it many times faster than by `next`.
    mutating func nextNumbers(after prefix: [UInt8]) -> (UInt64, UInt64)? {
        var cursor = position + prefix.count
        guard cursor <= bytes.count, Self.isSame(bytes, at: position, as: prefix),
            let first = Self.number(in: bytes, at: &cursor, endedBy: UInt8(ascii: ",")),
            let second = Self.number(in: bytes, at: &cursor, endedBy: UInt8(ascii: "\n"))
        else { return nil }
        position = cursor
        soundLength = cursor
        line += 1
        return (first, second)
    }

    private static func isSame(_ bytes: [UInt8], at position: Int, as prefix: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            prefix.withUnsafeBytes { memcmp(bytes.baseAddress! + position, $0.baseAddress!, $0.count) == 0 }
        }
    }

    /// Reads digits and the byte after them; nil for anything else.
    private static func number(in bytes: [UInt8], at cursor: inout Int, endedBy end: UInt8) -> UInt64? {
        var number: UInt64 = 0
        let start = cursor
        while cursor < bytes.count, bytes[cursor] != end {
            let digit = bytes[cursor] &- UInt8(ascii: "0")
            guard digit < 10, cursor - start < 19 else { return nil }
            number = number * 10 + UInt64(digit)
            cursor += 1
        }
        guard cursor < bytes.count, cursor > start else { return nil }
        cursor += 1
        return number
    }

    /// Reads one field and stops at what follows it; something must.
    private mutating func field(of record: CSVRecord) throws(ResultsError) -> String {
        let isQuoted = position < bytes.count && bytes[position] == UInt8(ascii: "\"")
        let value = isQuoted ? try quotedField(of: record) : plainField()
        // Before the UTF-8: a cut can go through the middle of a character.
        guard position < bytes.count else { throw error(.truncated, in: record) }
        guard let text = String(validating: value, as: UTF8.self) else { throw encodingError(in: record) }
        return text
    }

    private func encodingError(in record: CSVRecord) -> ResultsError {
        var (line, column) = (record.line, 1)
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes[lastStart...].makeIterator()
        while case .valid(let scalar) = parser.parseScalar(from: &rest) {
            let isLineEnd = scalar.first == UInt8(ascii: "\n")
            (line, column) = isLineEnd ? (line + 1, 1) : (line, column + 1)
        }
        return ResultsError(.notUTF8(column: column), file: file, line: line)
    }

    private mutating func plainField() -> [UInt8] {
        let stops = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        let start = position
        while position < bytes.count, !stops.contains(bytes[position]) { position += 1 }
        return Array(bytes[start..<position])
    }

    private mutating func quotedField(of record: CSVRecord) throws(ResultsError) -> [UInt8] {
        var value: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == byte else { return value }
                position += 1
            } else if byte == UInt8(ascii: "\n") {
                line += 1
            }
            value.append(byte)
        }
        throw error(.truncated, in: record)
    }

    private mutating func endLine(of record: CSVRecord) throws(ResultsError) {
        if bytes[position] == UInt8(ascii: "\r") {
            position += 1
            guard position < bytes.count else { throw error(.truncated, in: record) }
        }
        guard bytes[position] == UInt8(ascii: "\n") else { throw error(.badQuoting, in: record) }
        position += 1
        line += 1
    }

    private func error(_ reason: ResultsError.Reason, in record: CSVRecord) -> ResultsError {
        ResultsError(reason, file: file, line: record.line)
    }
}
