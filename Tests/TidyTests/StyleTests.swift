import Testing

/// What swift-format does not look at.
@Suite struct StyleTests {
    private static func files() throws -> [SourceTree.File] {
        try SourceTree.files(under: "Sources") + SourceTree.files(under: "Tests")
    }

    @Test func filesStayReadable() throws {
        for file in try SourceTree.files(under: "Sources") {
            #expect(file.lines.count <= 251, "\(file.path) has \(file.lines.count - 1) lines, of 250 allowed")
        }
        for file in try SourceTree.files(under: "Tests") {
            #expect(file.lines.count <= 351, "\(file.path) has \(file.lines.count - 1) lines, of 350 allowed")
        }
    }

    @Test func functionsFitAScreen() throws {
        let files = try Self.files()
        let functions = files.map { ($0.path, FunctionLengths($0).functions) }
        #expect(functions.reduce(0) { $0 + $1.1.count } > 3 * files.count, "functions are found")
        for (path, functions) in functions {
            for function in functions where function.length > 45 {
                Issue.record(
                    "\(path):\(function.line): a function of \(function.length) lines, of 45 allowed")
            }
        }
    }

    @Test func linesFitTheWindow() throws {
        for file in try Self.files() {
            for (number, line) in file.lines.enumerated() where line.count > 120 {
                Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
            }
        }
    }

    /// A note to oneself is an issue, not a comment.
    @Test func nothingIsLeftForLater() throws {
        let words = ["TO" + "DO", "FIX" + "ME"]
        for file in try Self.files() {
            for (number, line) in file.lines.enumerated() where words.contains(where: { line.contains($0) }) {
                Issue.record("\(file.path):\(number + 1): \(line)")
            }
        }
    }

    /// At most 3 in 100: initialisers, operators and what every type of a kind has speak for themselves.
    @Test func publicDeclarationsAreDocumented() throws {
        let declarations = try SourceTree.files(under: "Sources").flatMap(PublicDeclaration.all)
        #expect(declarations.count > 500, "declarations are found")
        let bare = declarations.filter { !$0.isDocumented }
        #expect(100 * bare.count <= 3 * declarations.count, "\(bare.map(\.text).joined(separator: "\n"))")
    }
}

/// A public declaration of a file.
struct PublicDeclaration {
    /// Where it is, and its line.
    let text: String
    /// Whether it has a doc comment, or stands right below a property that shares one with it.
    let isDocumented: Bool

    private static let known = ["description", "hash", "encode", "errorDescription", "debugDescription"]

    static func all(in file: SourceTree.File) -> [PublicDeclaration] {
        file.lines.indices.compactMap { place in
            guard let kind = kind(of: file.code[place]) else { return nil }
            return PublicDeclaration(
                text: "\(file.path):\(place + 1): \(file.lines[place])",
                isDocumented: isDocumented(file.lines[..<place], isProperty: kind == "var" || kind == "let"))
        }
    }

    /// The keyword of a line that declares something public with a name of its own.
    private static func kind(of line: String) -> Substring? {
        let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
        guard words.first == "public" else { return nil }
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "protocol", "typealias", "func", "var", "let", "actor",
        ]
        guard let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.endIndex else {
            return nil
        }
        let name = words[kind + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "`" }
        return name.isEmpty || known.contains(String(name)) ? nil : words[kind]
    }

    private static func isDocumented(_ above: ArraySlice<String>, isProperty: Bool) -> Bool {
        for line in above.reversed() {
            let line = line.drop(while: \.isWhitespace)
            if line.hasPrefix("///") { return true }
            let isShared = isProperty && line.hasPrefix("public ")
            if !isShared && !line.hasPrefix("@") { return false }
        }
        return false
    }
}
