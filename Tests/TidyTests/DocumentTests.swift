import Foundation
import Testing

/// The documents as a reader finds them: links lead somewhere, words are plain, code is that of the sources.
@Suite struct DocumentTests {
    @Test func thereAreDocumentsToLookAt() {
        #expect(Document.all.count >= 15)
        #expect(Document.all.map(\.links.count).reduce(0, +) > 100)
    }

    @Test(arguments: Document.all)
    func everyLinkLeadsSomewhere(document: Document) {
        for (number, destination) in document.links {
            let target = document.target(of: destination)
            let file = Document.top.appending(path: target).path
            #expect(
                FileManager.default.fileExists(atPath: file), "\(document.path):\(number): \(destination)")
            guard let place = destination.firstIndex(of: "#") else { continue }
            let anchor = String(destination[destination.index(after: place)...])
            #expect(
                Document(path: target)?.anchors.contains(anchor) == true,
                "\(document.path):\(number): no heading for \(destination)")
        }
    }

    @Test func theReadmeIsShortAndLeadsToEveryPage() throws {
        let readme = try #require(Document(path: "README.md"))
        #expect(readme.lines.count <= 151)
        let targets = Set(readme.links.map { readme.target(of: $0.destination) })
        for document in Document.all where document.path.hasPrefix("docs/") {
            #expect(targets.contains(document.path), "README.md has no link to \(document.path)")
        }
    }

    /// Tables, links and output of programs cannot be broken into lines.
    @Test(arguments: Document.all)
    func linesFitTheWindow(document: Document) {
        for (number, line) in document.prose where line.count > 120 {
            let isFixed = line.hasPrefix("|") || line.hasPrefix("    ") || line.contains("](")
            #expect(isFixed, "\(document.path):\(number) has \(line.count) columns")
        }
    }

    // MARK: Words

    /// The right-hand column of the word list in CONTRIBUTING.md.
    private static func wordsToAvoid() throws -> [String] {
        let lines = try #require(Document(path: "CONTRIBUTING.md")).lines
        return lines.drop { $0 != "## Words" }.filter { $0.hasPrefix("| ") }
            .compactMap { $0.split(separator: "|").last }
            .flatMap { $0.matches(of: /`([^`]+)`/).map { String($0.1) } }
    }

    private static func occurrences(of words: [String], in lines: [String], of path: String) throws
        -> [String]
    {
        let pattern = try Regex("\\b(" + words.joined(separator: "|") + ")\\b").ignoresCase()
        return zip(1..., lines).filter { $0.1.contains(pattern) }.map { "\(path):\($0.0): \($0.1)" }
    }

    @Test(arguments: Document.all)
    func wordsArePlain(document: Document) throws {
        let words = try Self.wordsToAvoid()
        #expect(words.count >= 20)
        let isList = document.path == "CONTRIBUTING.md"
        let lines = isList ? Array(document.lines.prefix { $0 != "## Words" }) : document.lines
        #expect(try Self.occurrences(of: words, in: lines, of: document.path) == [])
    }

    /// The folders whose comments and messages keep to the list.
    @Test(arguments: ["Units", "Tables", "Placement"])
    func wordsOfSourcesArePlain(folder: String) throws {
        let files = try SourceTree.files(under: "Sources/" + folder)
        #expect(!files.isEmpty)
        let words = try Self.wordsToAvoid()
        #expect(try files.flatMap { try Self.occurrences(of: words, in: $0.lines, of: $0.path) } == [])
    }

    // MARK: Code

    @Test func theExampleOfADesignIsItsFile() throws {
        let lines = try #require(Document(path: "CONTRIBUTING.md")).lines
        let example = lines.drop { $0 != "```swift" }.dropFirst().prefix { $0 != "```" }
        let design = try SourceTree.files(under: "Sources/BlockLayer/PollingDesigns").first {
            $0.path.hasSuffix("/ChildCounter.swift")
        }
        #expect(Array(example) == design?.lines.dropLast())
    }

    /// fidelity.md compares each design of the README's table with its source.
    @Test func everyDesignIsComparedWithItsSource() throws {
        let readme = try #require(Document(path: "README.md")).lines
        let table = readme.drop { $0 != "<!-- designs -->" }.prefix { $0 != "<!-- /designs -->" }
        let designs = table.compactMap { $0.firstMatch(of: /^\| `([a-z0-9-]+)` \|/).map { String($0.1) } }
        #expect(designs.count >= 16)
        let fidelity = try #require(Document(path: "docs/fidelity.md"))
        for design in designs {
            #expect(fidelity.lines.contains("## " + design), "docs/fidelity.md has no section on \(design)")
        }
    }
}
