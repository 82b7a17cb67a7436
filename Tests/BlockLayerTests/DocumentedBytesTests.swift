import Foundation
import Testing

@testable import BlockLayer

/// The bytes per root and clone in the README's table of designs. A debug build keeps a generation with what a design
/// remembers of a bio, so they are those of an optimised one.
@Suite(.enabled(if: TestSettings.hasSpecialisedCode, "debug builds keep more"))
struct DocumentedBytesTests {
    private static let readme = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md")

    @Test(arguments: Catalogue.designs.map(\.card.name))
    func theReadmeSaysWhatADesignAdds(design: String) throws {
        let entry = try #require(Catalogue.entry(named: design))
        let lines = try String(contentsOf: Self.readme, encoding: .utf8).split(separator: "\n")
        let row = try #require(lines.first { $0.hasPrefix("| [`\(design)`]") })
        let root = try #require(entry.stateBytesPerRoot)
        let clone = try #require(entry.stateBytesPerClone)
        #expect(row.hasSuffix("| \(root), \(clone) |"))
    }
}
