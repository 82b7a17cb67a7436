import BlockLayer
import Foundation
import Testing

/// The table of designs in Markdown.
@Suite struct DesignTableTests {
    private static let readme = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "README.md")

    private static func table() throws -> String {
        let command = try Command(["designs", "--format", "markdown"])
        #expect(command.code == 0)
        return command.output
    }

    @Test func theReadmeHasItBetweenTwoMarks() throws {
        let readme = try String(contentsOf: Self.readme, encoding: .utf8)
        let begin = try #require(readme.range(of: "<!-- designs -->\n"))
        let end = try #require(readme.range(of: "<!-- /designs -->"))
        let text = readme[begin.upperBound..<end.lowerBound].trimmingCharacters(in: .newlines)
        #expect(try Self.comparable(text + "\n") == Self.comparable(Self.table()))
    }

    /// Without the bytes, which are those of an optimised build: `DocumentedBytesTests` looks at them.
    private static func comparable(_ table: String) -> String {
        table.replacing(#/ \d+, \d+ \|\n/#, with: " |\n")
    }

    @Test func eachDesignHasARowThatLinksToItsFile() throws {
        let rows = try Self.table().split(separator: "\n").dropFirst(2)
        #expect(rows.count == Catalogue.all.count)
        for (row, design) in zip(rows, Catalogue.all) {
            #expect(row.contains("`\(design.card.name)`") && row.contains(design.card.idea))
            #expect(design.card.link.map(row.contains) != false)
            guard let link = row.firstMatch(of: /\]\((Sources[^)]*)\)/) else {
                #expect(design.isKernel)
                continue
            }
            let file = Self.readme.deletingLastPathComponent().appending(path: String(link.1))
            #expect(FileManager.default.fileExists(atPath: file.path), "\(link.1)")
        }
    }
}
