import Results
import Testing

@Suite struct OutputFormatTests {
    @Test func namesOfTheFormatOption() {
        #expect(OutputFormat.allCases.map(\.rawValue) == ["text", "markdown", "csv", "json", "fio-json"])
    }

    @Test func eachFormatIsItsWriters() {
        let rows = [CellRow()]
        #expect(OutputFormat.text.text(of: rows) == ResultsTable.text(of: rows))
        #expect(OutputFormat.markdown.text(of: rows) == ResultsTable.markdown(of: rows))
        #expect(OutputFormat.csv.text(of: rows) == CellsCSV.text(of: rows))
        #expect(OutputFormat.json.text(of: rows) == ResultsJSON.text(of: rows))
    }
}
