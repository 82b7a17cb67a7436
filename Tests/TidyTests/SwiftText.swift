/// Swift source without its comments and without the contents of its literals, line for line.
struct SwiftText {
    private let bytes: [UInt8]
    private var place = 0
    private var output: [UInt8] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The text with comments and literals emptied.
    var code: String {
        var copy = self
        while copy.place < bytes.count { copy.step() }
        return String(decoding: copy.output, as: UTF8.self)
    }

    private func has(_ word: String, at offset: Int = 0) -> Bool {
        let begin = place + offset
        guard begin + word.utf8.count <= bytes.count else { return false }
        return zip(word.utf8, bytes[begin...]).allSatisfy { $0 == $1 }
    }

    private mutating func step() {
        let byte = bytes[place]
        if byte != UInt8(ascii: "/") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "#") {
            output.append(byte)
            place += 1
        } else if has("//") {
            skip { $0.has("\n") }
        } else if has("/*") {
            skipComment()
        } else if let hashes = hashesOfLiteral {
            skipString(hashes)
        } else if isRegex {
            place += 1
            skipRegex()
        } else {
            output.append(bytes[place])
            place += 1
        }
    }

    /// Skips up to a place where `isEnd` says so; keeps ends of lines.
    private mutating func skip(to isEnd: (SwiftText) -> Bool) {
        while place < bytes.count && !isEnd(self) {
            if has("\n") { output.append(bytes[place]) }
            place += 1
        }
    }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if has("/*") { depth += 1 } else if has("*/") { depth -= 1 }
            let isMark = has("/*") || has("*/")
            if has("\n") { output.append(bytes[place]) }
            place += isMark ? 2 : 1
        } while depth > 0 && place < bytes.count
    }

    /// The number of `#` of a string literal that begins here; nil if none does.
    private var hashesOfLiteral: Int? {
        let hashes = bytes[place...].prefix { $0 == UInt8(ascii: "#") }.count
        return has("\"", at: hashes) ? hashes : nil
    }

    private mutating func skipString(_ hashes: Int) {
        let marks = String(repeating: "#", count: hashes)
        let quote = has("\"\"\"", at: hashes) ? "\"\"\"" : "\""
        place += hashes + quote.utf8.count
        output += Array("\"\"".utf8)
        while place < bytes.count && !has(quote + marks) {
            if has("\\" + marks + "(") {
                place += hashes + 2
                skipInterpolation()
            } else if has("\\" + marks) {
                place += hashes + 2
            } else {
                if has("\n") { output.append(bytes[place]) }
                place += 1
            }
        }
        place += quote.utf8.count + hashes
    }

    /// Interpolated code is kept, behind the emptied literal.
    private mutating func skipInterpolation() {
        var depth = 1
        output.append(UInt8(ascii: " "))
        while place < bytes.count {
            if has("(") { depth += 1 } else if has(")") { depth -= 1 }
            if depth == 0 { break }
            step()
        }
        output.append(UInt8(ascii: " "))
        place += 1
    }

    /// Whether a regular expression begins here: a slash where a value is expected, closed on the same line.
    private var isRegex: Bool {
        guard has("/"), !has("/ "), !has("/)"), place == 0 || " (,=!".utf8.contains(bytes[place - 1])
        else { return false }
        return bytes[(place + 1)...].prefix { $0 != UInt8(ascii: "\n") }.contains(UInt8(ascii: "/"))
    }

    private mutating func skipRegex() {
        output += Array("//".utf8)
        while place < bytes.count && !has("/") && !has("\n") { place += has("\\") ? 2 : 1 }
        place += 1
    }
}
