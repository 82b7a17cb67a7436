import RandomNumbers
import Testing

@testable import Results

@Suite struct CellsCSVTests {
    private func read(_ text: String) throws(ResultsError) -> [CellRow] {
        var reader = CSVReader(Array(text.utf8), file: "cells.csv")
        var rows: [CellRow] = []
        try CellsCSV.read(&reader, file: "cells.csv") { rows.append($0) }
        return rows
    }

    private func error(reading text: String) -> ResultsError? {
        do throws(ResultsError) {
            _ = try read(text)
            return nil
        } catch {
            return error
        }
    }

    /// A line with one field replaced.
    private func line(_ column: String, _ field: String) throws -> String {
        let index = try #require(CellRow.columns.firstIndex { $0.name == column })
        var fields = CellRow.columns.map { $0.field(CellRow()) }
        fields[index] = field
        return CSV.line(fields)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func nastyRowsComeBackAsTheyWere(seed: UInt64) throws {
        var generator = RandomGenerator(seed: seed)
        let rows = (0..<5).map { _ in generator.row() }
        let text = CellsCSV.text(of: rows)
        let back = try read(text)
        #expect(back == rows, "seed \(seed)")
        // String equality forgives a changed normal form; bytes do not.
        #expect(Array(CellsCSV.text(of: back).utf8) == Array(text.utf8), "seed \(seed)")
    }

    @Test func quotesAsTheRFCSays() {
        #expect(
            CSV.line(["a", "b,c", "d\"e", "f\r\ng", "", " h "]) == "a,\"b,c\",\"d\"\"e\",\"f\r\ng\",, h \n")
    }

    @Test func readsCRLF() throws {
        var row = CellRow()
        row.command = "two\nlines"
        let text = CellsCSV.text(of: [row]).replacing("\n", with: "\r\n")
        #expect(try read(text).map(\.command) == ["two\r\nlines"])
    }

    @Test func numbersTakeTheShortestFormThatReadsBack() throws {
        var row = CellRow()
        row.iops = 0.1
        row.runtimeSeconds = 10
        let line = CellsCSV.line(of: row)
        #expect(line.contains(",0.1,"))
        #expect(line.contains(",10.0,"))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNoNumberIsNotMeasured(value: Double) throws {
        var row = CellRow()
        row.iops = value
        #expect(CellsCSV.line(of: row) == CellsCSV.line(of: CellRow()))
        #expect(try read(CellsCSV.text(of: [row])).first?.iops == nil)
    }

    @Test(arguments: [
        ("iops", "nan"), ("iops", "1e999"), ("iops", "fast"), ("ios", "-1"), ("ios", "18446744073709551616"),
        ("bs_bytes", ""), ("bs_bytes", "4k"), ("valid", "yes"), ("time", "today"),
    ])
    func badValueIsNamedWithLineAndColumn(column: String, field: String) throws {
        var first = CellRow()
        first.command = "two\nlines"
        let text = CellsCSV.text(of: [first]) + (try line(column, field))
        let found = try #require(error(reading: text))
        #expect(found.line == 4)
        #expect(found.column == column)
        guard case .badValue(field, _) = found.reason else {
            Issue.record("\(found.reason)")
            return
        }
    }

    @Test func errorReadsAsOneLine() throws {
        let found = try #require(error(reading: CellsCSV.header + (try line("iops", "fast"))))
        #expect(
            found.description == "cells.csv:2: column iops: \"fast\" is not a finite number, or empty")
    }

    @Test func emptyFile() {
        #expect(error(reading: "") == ResultsError(.empty, file: "cells.csv", line: 1))
    }

    @Test func missingColumn() {
        let text = CellsCSV.header.replacing(",iops,", with: ",")
        let expected = ResultsError(.missingColumn, file: "cells.csv", line: 1, column: "iops")
        #expect(error(reading: text) == expected)
    }

    @Test func columnsInAnotherOrder() {
        let text = CellsCSV.header.replacing("ios,errors", with: "errors,ios")
        let reason = ResultsError.Reason.wrongHeader(found: "errors", expected: "ios")
        #expect(error(reading: text) == ResultsError(reason, file: "cells.csv", line: 1))
    }

    @Test(arguments: ["", ",new_column"])
    func laterVersionIsNamedAsSuch(newColumn: String) throws {
        let header = CellsCSV.header.replacing("\n", with: newColumn + "\n")
        let reason = ResultsError.Reason.wrongSchemaVersion(found: "5", expected: 4)
        let expected = ResultsError(reason, file: "cells.csv", line: 2, column: "schema_version")
        #expect(error(reading: header + (try line("schema_version", "5"))) == expected)
    }

    @Test func missingField() {
        let reason = ResultsError.Reason.wrongFieldCount(found: 2, expected: CellRow.columns.count)
        let expected = ResultsError(reason, file: "cells.csv", line: 2)
        #expect(error(reading: CellsCSV.header + "1,2\n") == expected)
    }

    @Test(arguments: ["1,a\"b\n", "1,\"a\"b\n", "1,a\rb\n"])
    func badQuoting(line: String) {
        let expected = ResultsError(.badQuoting, file: "cells.csv", line: 2)
        #expect(error(reading: CellsCSV.header + line) == expected)
    }

    @Test func bytesThatAreNotUTF8() {
        var reader = CSVReader([UInt8(ascii: "a"), 0xFF, UInt8(ascii: "\n")], file: "cells.csv")
        #expect(throws: ResultsError(.notUTF8(column: 2), file: "cells.csv", line: 1)) { try reader.next() }
        var quoted = CSVReader(Array("a\n\"b\nü".utf8) + [0xff] + Array("\"\n".utf8), file: "cells.csv")
        #expect(throws: ResultsError(.notUTF8(column: 2), file: "cells.csv", line: 3)) {
            while try quoted.next() != nil {}
        }
    }

    @Test func aByteOrderMarkIsNoPartOfTheHeader() throws {
        var reader = CSVReader([0xef, 0xbb, 0xbf] + Array(CellsCSV.header.utf8), file: "cells.csv")
        var count = 0
        try CellsCSV.read(&reader, file: "cells.csv") { _ in count += 1 }
        #expect(count == 0 && reader.soundLength == CellsCSV.header.utf8.count + 3)
    }

    /// What editors, spreadsheets and archivers make of a file is named, with what to do.
    @Test(
        arguments: [
            ([0x1F, 0x8B, 8, 0], "cells.csv: the file is compressed by gzip; decompress it first"),
            ([0xFF, 0xFE, 0x61, 0], "cells.csv: the file is UTF-16 text; save it as UTF-8"),
        ] as [([UInt8], String)])
    func otherFormatsAreNamed(bytes: [UInt8], message: String) {
        var reader = CSVReader(bytes, file: "cells.csv")
        let error = #expect(throws: ResultsError.self) { try reader.next() }
        #expect(error.map { "\($0)" } == message)
    }

    @Test(arguments: ["\n", "\r\n"]) func aBlankLineIsNamed(line: String) {
        let expected = ResultsError(.blankLine, file: "cells.csv", line: 2)
        #expect(error(reading: CellsCSV.header + line) == expected)
        #expect("\(expected)" == "cells.csv:2: the line is blank; remove it")
    }

    /// Wherever a file is cut, the rows before the cut are read and the cut one is never taken for whole.
    @Test func cutAtEveryByteLosesOnlyTheLastRow() {
        var generator = RandomGenerator(seed: 7)
        let rows = [generator.row(), generator.row()]
        let bytes = Array(CellsCSV.text(of: rows).utf8)
        let kept = CellsCSV.text(of: [rows[0]]).utf8.count
        for length in kept + 1..<bytes.count {
            var reader = CSVReader(Array(bytes[..<length]), file: "cells.csv")
            var read: [CellRow] = []
            var reason: ResultsError.Reason?
            do throws(ResultsError) {
                try CellsCSV.read(&reader, file: "cells.csv") { read.append($0) }
            } catch {
                reason = error.reason
            }
            #expect(reason == .truncated, "cut to \(length)")
            #expect(read == [rows[0]], "cut to \(length)")
            #expect(reader.soundLength == kept, "cut to \(length)")
        }
    }
}
