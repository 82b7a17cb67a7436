/// A size in bytes as users type it: `4096`, `4k`, `1m`, `1g`, `1t`.
///
/// Every suffix is binary, in either case and with or without `i` and `b`: `4k`, `4K`, `4ki`, `4kb` and
/// `4KiB` are all 4096. Beware: fio, by its default `kb_base=1024`, reads `4kib` and `4KiB` as 4000.
public struct ByteCount: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The size.
    public let bytes: UInt64

    /// A size of `bytes`.
    public init(bytes: UInt64) {
        self.bytes = bytes
    }

    /// Reads a size of 0 bytes or more.
    /// Throws for text that is empty, signed or fractional, for an unknown suffix and above `UInt64.max`.
    public init(parsing text: String) throws(UnitError) {
        let digits = text.prefix { $0.utf8.allSatisfy(Digits.isDigit) }
        guard let shift = Self.shift(ofSuffix: text.dropFirst(digits.count)) else {
            throw Self.unreadable(text)
        }
        switch Digits.read(digits) {
        case .notDigits: throw Self.unreadable(text)
        case .number(let number) where number <= UInt64.max >> shift: bytes = number << shift
        case .number, .tooLarge:
            throw UnitError(quantity: "size", text: text, reason: "more than \(UInt64.max) bytes")
        }
    }

    private static func unreadable(_ text: String) -> UnitError {
        let reason = "expected a number with an optional suffix k, m, g or t"
        return UnitError(quantity: "size", text: text, reason: reason)
    }

    /// The power of two that a suffix stands for; nil for an unknown one.
    private static func shift(ofSuffix suffix: Substring) -> UInt64? {
        guard let letter = suffix.first else { return 0 }
        // ASCII first: other letters, such as the Kelvin sign, have a lower case that looks right.
        guard suffix.allSatisfy(\.isASCII), ["", "i", "b", "ib"].contains(suffix.dropFirst().lowercased())
        else { return nil }
        return units.first { $0.letter == letter.lowercased() }?.shift
    }

    private static let units: [(letter: String, shift: UInt64)] = [
        ("t", 40), ("g", 30), ("m", 20), ("k", 10),
    ]

    /// The shortest exact text: the largest suffix that divides the size, as `4k`, `8000k` or `4097`.
    public var description: String {
        let unit = Self.units.first { bytes != 0 && bytes.trailingZeroBitCount >= $0.shift }
        return unit.map { "\(bytes >> $0.shift)\($0.letter)" } ?? "\(bytes)"
    }

    public static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }
}
