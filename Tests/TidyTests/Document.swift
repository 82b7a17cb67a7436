import Foundation
import Testing

/// A Markdown file of the repository.
struct Document: CustomTestStringConvertible {
    /// From the repository's top.
    let path: String
    let lines: [String]

    var testDescription: String { path }

    static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let folders = ["docs", "Benchmarks", "Tests"]

    /// All documents, by their paths.
    static let all: [Document] = {
        let below = folders.flatMap { folder in
            let names = FileManager.default.enumerator(atPath: top.appending(path: folder).path)?
                .compactMap { $0 as? String }
            return (names ?? []).filter { $0.hasSuffix(".md") }.map { folder + "/" + $0 }
        }
        return (["README.md", "CONTRIBUTING.md"] + below.sorted()).compactMap { Document(path: $0) }
    }()

    init?(path: String) {
        guard let text = try? String(contentsOf: Self.top.appending(path: path), encoding: .utf8) else {
            return nil
        }
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The lines outside of fenced code, each with its number from 1.
    var prose: [(number: Int, text: String)] {
        var isCode = false
        return zip(1..., lines).filter { _, line in
            if line.hasPrefix("```") { isCode.toggle() }
            return !isCode
        }
    }

    /// The places that a link can lead to, as GitHub names headings.
    var anchors: Set<String> {
        Set(prose.filter { $0.text.hasPrefix("#") }.map { Self.anchor($0.text.drop { "# ".contains($0) }) })
    }

    private static func anchor(_ heading: Substring) -> String {
        String(heading.lowercased().filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) })
            .replacing(" ", with: "-")
    }

    /// The destinations of links and pictures that are in the repository, each with the number of its line.
    var links: [(number: Int, destination: String)] {
        prose.flatMap { number, text in
            text.matches(of: /\]\(([^)\s]+)\)/).map { (number, String($0.1)) }
        }
        .filter { !$0.destination.contains("://") }
    }

    /// The path of a link's destination from the repository's top, without its anchor.
    func target(of destination: String) -> String {
        let file = destination.prefix { $0 != "#" }
        if file.isEmpty { return path }
        let folder = URL(filePath: "/" + path).deletingLastPathComponent()
        return String(folder.appending(path: String(file)).standardized.path.dropFirst())
    }
}
