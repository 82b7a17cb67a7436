import Foundation
import Results
import Testing

/// docs/results.md describes the columns of `cells.csv`: all of them, and no others.
@Suite struct DocumentedColumnsTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/results.md").standardized

    @Test func everyColumnIsDescribedOnce() throws {
        let lines = try String(contentsOf: Self.page, encoding: .utf8).split(separator: "\n")
        let rows = lines.drop { $0 != "## Columns of cells.csv" }.filter { $0.hasPrefix("| `") }
        let described = rows.compactMap { $0.split(separator: "|").first }
            .flatMap { $0.matches(of: /`([a-z0-9_]+)`/).map { String($0.1) } }
        #expect(described.sorted() == CellRow.columns.map(\.name).sorted())
    }
}
