import Foundation
import Testing

/// Mistakes that are put into copies of the sources: patches that fit, and the list of mutants that are no different.
@Suite struct MutationTests {
    private static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let folder = top.appending(path: "Tests/Mutations")

    private static let patches =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".patch") }.sorted()

    @Test func thereArePatchesToLookAt() {
        #expect(Self.patches.count >= 17)
    }

    /// A patch that applies with fuzz may put its mistake in another place.
    @Test(arguments: patches)
    func aPatchAppliesWithoutFuzz(name: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["patch", "--dry-run", "-F0", "-f", "-p1", "-d", Self.top.path]
        process.standardInput = try FileHandle(forReadingFrom: Self.folder.appending(path: name))
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(!text.contains("fuzz"), "\(text)")
    }

    @Test(arguments: patches)
    func aPatchNamesItsDesignAndItsMistake(name: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        try #require(lines.count > 2)
        #expect(lines[0].wholeMatch(of: /Design: [a-z0-9:-]+/) != nil)
        #expect(lines[1].hasSuffix("."))
    }

    /// `ID …: reason`, each id once; that each has its mutant is tested beside the generator.
    @Test func everyEquivalentMutantHasAReason() throws {
        let text = try String(contentsOf: Self.folder.appending(path: "equivalent.txt"), encoding: .utf8)
        var ids: Set<Substring> = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = try #require(
                line.wholeMatch(of: /((?:[^ :]+:[a-z]+:[0-9a-f]{8} ?)+): (\S.*)/), "\(line)")
            for id in parts.1.split(separator: " ") { #expect(ids.insert(id).inserted, "\(id) stands twice") }
        }
        let score = try String(contentsOf: Self.folder.appending(path: "score"), encoding: .utf8)
        #expect(Double(score.split(separator: "\n")[0]) != nil, "\(score)")
    }
}
