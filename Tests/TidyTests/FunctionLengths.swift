/// The functions, initialisers and accessors of a file, each from its first line to the line of its last brace.
struct FunctionLengths {
    struct Function {
        let line: Int
        let length: Int
    }

    let functions: [Function]

    init(_ file: SourceTree.File) {
        functions = file.code.indices.compactMap { place in
            guard Self.isDeclaration(file.code[place]), let length = Self.length(file.code[place...])
            else { return nil }
            return Function(line: place + 1, length: length)
        }
    }

    private static let modifiers: Set<Substring> = [
        "public", "private", "fileprivate", "internal", "static", "mutating", "nonmutating", "borrowing",
        "consuming", "final", "override", "convenience", "required", "nonisolated",
    ]

    /// Whether a function begins on a line, or a property with accessors.
    private static func isDeclaration(_ line: String) -> Bool {
        let words = line.split(separator: " ").drop { modifiers.contains($0) || $0.hasPrefix("@") }
        guard let first = words.first else { return false }
        if first == "var" { return words.contains { $0.hasPrefix("{") } && !words.contains("=") }
        return first == "func"
            || ["init", "deinit", "subscript"].contains { name in
                first == name || first.hasPrefix(name + "(") || first.hasPrefix(name + "?(")
                    || first.hasPrefix(name + "<")
            }
    }

    /// The lines of the declaration that the first one begins; nil if it has no body.
    private static func length(_ lines: ArraySlice<String>) -> Int? {
        var parentheses = 0
        var braces = 0
        for (number, line) in lines.enumerated() {
            if number > 0 && braces == 0 && parentheses == 0 && !goesOn(line) { return nil }
            for byte in line.utf8 {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
                case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
                case UInt8(ascii: "}") where braces > 0:
                    braces -= 1
                    if braces == 0 { return number + 1 }
                default: break
                }
            }
        }
        return nil
    }

    /// Whether a line carries on with the head of a declaration.
    private static func goesOn(_ line: String) -> Bool {
        let rest = line.drop(while: \.isWhitespace)
        return ["where", "{", "->", "throws", ")", "async"].contains(where: rest.hasPrefix)
    }
}
