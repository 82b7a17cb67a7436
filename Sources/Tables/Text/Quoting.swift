extension String {
    /// The text in quotes for a message, shortened and in one line.
    var quoted: String {
        let shown = unicodeScalars.prefix(60).map { scalar in
            scalar.properties.isControl ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return "'" + shown.joined() + (unicodeScalars.count > 60 ? "…'" : "'")
    }

    /// Whether a control character (a newline, a NUL) is in the text.
    var hasControlCharacters: Bool {
        unicodeScalars.contains { $0.properties.isControl }
    }

    /// Whether the text is plain ASCII decimal digits: `UInt64.init` alone would take a sign too.
    var isDigits: Bool {
        !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControl: Bool { generalCategory == .control }
}
