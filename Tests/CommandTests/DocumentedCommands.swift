import Foundation

/// The commands that the documents show, as a shell would split them.
enum DocumentedCommands {
    struct Command: CustomStringConvertible {
        /// File and line.
        let place: String
        let words: [String]

        var description: String { "\(place): \(words.joined(separator: " "))" }
    }

    private static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The text of a file of the repository.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: top.appending(path: path), encoding: .utf8)
    }

    /// The documents that show commands.
    static func paths() throws -> [String] {
        let pages = try FileManager.default.contentsOfDirectory(atPath: top.appending(path: "docs").path)
        return ["README.md", "CONTRIBUTING.md", "Benchmarks/otava/README.md", "Tests/Guest/README.md"]
            + pages.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
    }

    /// All commands of a program, in code blocks and in the text.
    static func of(_ program: String) throws -> [Command] {
        try paths().flatMap { path in
            let lines = try text(path).split(separator: "\n", omittingEmptySubsequences: false).map(
                String.init)
            return joined(lines).flatMap { number, line in
                snippets(in: line).compactMap { words(of: program, in: $0) }.map {
                    Command(place: "\(path):\(number)", words: $0)
                }
            }
        }
    }

    /// Lines, each with those that continue it: after a backslash, or folded by YAML's `run: >`.
    private static func joined(_ lines: [String]) -> [(number: Int, text: String)] {
        var joined: [(number: Int, text: String)] = []
        var foldedIndent: Int?
        var isContinued = false
        for (number, line) in zip(1..., lines) {
            let indent = line.prefix { $0 == " " }.count
            let isFolded = foldedIndent.map { indent > $0 && !line.isEmpty } ?? false
            if isContinued || isFolded, let last = joined.indices.last {
                joined[last].text += " " + line.trimmingCharacters(in: .whitespaces)
            } else {
                foldedIndent = nil
                joined.append((number, line))
            }
            if line.hasSuffix("run: >") { foldedIndent = indent }
            isContinued = joined[joined.count - 1].text.hasSuffix("\\")
            if isContinued { joined[joined.count - 1].text.removeLast() }
        }
        return joined
    }

    /// The code of a line: all of it in a block, else the parts in backticks.
    private static func snippets(in line: String) -> [String] {
        let text = line.trimmingCharacters(in: .whitespaces)
        if let run = text.firstMatch(of: /^(- )?run: (> )?(.*)/) { return [String(run.3)] }
        if line.hasPrefix("    ") { return [text] }
        return line.matches(of: /`([^`]+)`/).map { String($0.1) }
    }

    /// The words after the program's name, up to a pipe, a redirection, a comment or an explanation; nil for others.
    private static func words(of program: String, in snippet: String) -> [String]? {
        let words = split(snippet)
        guard let name = words.first, name == program || name.hasSuffix("/" + program) else { return nil }
        return Array(words.dropFirst().prefix { !["|", ">", "#"].contains($0.prefix(1)) })
    }

    /// Splits at spaces that neither quotes nor `$(…)` enclose; two spaces begin an explanation.
    private static func split(_ text: String) -> [String] {
        var words = [""]
        var quote: Character?
        var nesting = 0
        var last: Character = "x"
        for character in text {
            if character == "(" { nesting += 1 }
            if character == ")" { nesting -= 1 }
            let isInside = nesting > 0 || quote != nil
            if character == " " && !isInside {
                if last == " " { break }
                words.append("")
            } else if nesting == 0 && "\"'".contains(character) && (quote ?? character) == character {
                quote = quote == nil ? character : nil
            } else {
                words[words.count - 1].append(character)
            }
            last = character
        }
        return words.filter { !$0.isEmpty }
    }
}
