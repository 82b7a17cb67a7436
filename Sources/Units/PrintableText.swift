extension String {
    /// The text with control characters and direction marks made visible, `\u{202e}`: names of devices, folders and
    /// stacks may contain anything. Each form of output starts from it and then escapes its own markup.
    public var printable: String { printable(keeping: []) }

    /// ``printable`` text that keeps the ends of lines.
    public var printableLines: String { printable(keeping: ["\n"]) }

    /// ``printable`` text that keeps some characters.
    public func printable(keeping kept: [Unicode.Scalar]) -> String {
        var text = UnicodeScalarView()
        for scalar in unicodeScalars {
            if Self.isPrintable(scalar) || kept.contains(scalar) {
                text.append(scalar)
            } else {
                text.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            }
        }
        return String(text)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar >= " " && scalar.value != 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        default: true
        }
    }
}
