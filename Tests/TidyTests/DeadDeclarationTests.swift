import Testing

/// A declaration whose name stands nowhere else is dead: nothing calls it, not even a test.
@Suite struct DeadDeclarationTests {
    /// Names that the compiler itself looks for.
    private static let implied: Set = ["CodingKeys", "appendLiteral", "callAsFunction", "subscript"]
    private static let keywords: Set = [
        "func", "struct", "class", "enum", "protocol", "typealias", "let", "var", "actor",
    ]

    @Test func everyDeclarationIsNamedElsewhere() throws {
        let sources = try SourceTree.files(under: "Sources")
        var counts: [String: Int] = [:]
        var declared: [(name: String, place: String)] = []
        for file in try sources + SourceTree.files(under: "Tests") {
            for (number, line) in file.lines.enumerated() {
                let words = Self.words(of: line)
                for word in words { counts[word, default: 0] += 1 }
                guard file.path.hasPrefix("Sources/") else { continue }
                for (keyword, name) in zip(words, words.dropFirst()) where Self.keywords.contains(keyword) {
                    declared.append((name, "\(file.path):\(number + 1)"))
                }
            }
        }
        #expect(declared.count > 1000, "the sources were found")
        for (name, place) in declared where counts[name] == 1 && !Self.implied.contains(name) {
            Issue.record("\(place): nothing names \(name)")
        }
    }

    /// The scan itself.
    @Test func wordsAreThoseOfCode() {
        #expect(Self.words(of: "    func a1(_ b: C) // func d") == ["func", "a1", "_", "b", "C"])
        #expect(Self.words(of: "/// let x") == [])
    }

    /// The identifiers and keywords of a line; a comment has none. A name in a string counts as named.
    private static func words(of line: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var before: UInt8 = 0
        for byte in line.utf8 {
            if byte == UInt8(ascii: "/") && before == byte { break }
            before = byte
            let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
            let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            if isLetter || byte == UInt8(ascii: "_") || isDigit && !word.isEmpty {
                word.append(byte)
            } else if !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            }
        }
        return word.isEmpty ? words : words + [String(decoding: word, as: UTF8.self)]
    }
}
