/// A time in nanoseconds as users type it (`0.5`, `20us`, `1.5 ms`, `2h`) and read it (`1.23 µs`).
public struct Nanoseconds: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The time.
    public let nanoseconds: UInt64

    /// A time of `nanoseconds`.
    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// Reads a time of 0 or more. A plain number counts seconds; the suffixes are `ns`, `us` (or `µs`), `ms`,
    /// `s`, `m` (minutes), `h` and `d`, after at most one space. Fractions are exact.
    /// Throws for anything else, for a fraction of a nanosecond and above `UInt64.max` (584 years).
    public init(parsing text: String) throws(UnitError) {
        let number = text.prefix { $0 == "." || $0.utf8.allSatisfy(Digits.isDigit) }
        var suffix = text.dropFirst(number.count)
        if suffix.count > 1 && suffix.first == " " { suffix.removeFirst() }
        guard let scale = Self.scale(ofSuffix: suffix) else { throw Self.unreadable(text) }

        let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = UInt128(try Self.digits(parts[0], of: text))
        let fraction = parts.count < 2 ? 0 : try Self.fraction(parts[1], of: scale, in: text)
        guard let total = UInt64(exactly: whole * UInt128(scale) + UInt128(fraction)) else {
            throw Self.tooLarge(text)
        }
        nanoseconds = total
    }

    /// Reads a time where seconds make no sense: a number without a unit, other than 0, is an error.
    public init(parsingShort text: String) throws(UnitError) {
        try self.init(parsing: text)
        let hasUnit = text.unicodeScalars.contains { $0.properties.isAlphabetic }
        guard nanoseconds == 0 || hasUnit else {
            let reason = "\(text) has no unit: write \(text)ns, \(text)us or \(text)ms"
            throw UnitError(quantity: "time", text: text, reason: reason)
        }
    }

    /// The nanoseconds that the digits after the point add.
    private static func fraction(
        _ digits: Substring, of scale: UInt64, in text: String
    ) throws(UnitError) -> UInt64 {
        var significant = digits
        while significant.count > 1 && significant.last == "0" { significant.removeLast() }
        let tooFine = UnitError(quantity: "time", text: text, reason: "finer than a nanosecond")
        // Even of a day nothing beyond the 16th decimal is a whole nanosecond.
        guard significant.count <= 18 else {
            guard significant.utf8.allSatisfy(Digits.isDigit) else { throw unreadable(text) }
            throw tooFine
        }
        let value = UInt128(try Self.digits(significant, of: text))
        let tenths = (0..<significant.count).reduce(UInt128(1)) { power, _ in power * 10 }
        let (nanoseconds, rest) = (value * UInt128(scale)).quotientAndRemainder(dividingBy: tenths)
        guard rest == 0 else { throw tooFine }
        return UInt64(nanoseconds)
    }

    private static func digits(_ digits: Substring, of text: String) throws(UnitError) -> UInt64 {
        switch Digits.read(digits) {
        case .number(let number): return number
        case .notDigits: throw unreadable(text)
        case .tooLarge: throw tooLarge(text)
        }
    }

    private static func unreadable(_ text: String) -> UnitError {
        let reason = "expected seconds, or a number with a suffix ns, us, ms, s, m, h or d"
        return UnitError(quantity: "time", text: text, reason: reason)
    }

    private static func tooLarge(_ text: String) -> UnitError {
        UnitError(quantity: "time", text: text, reason: "more than \(UInt64.max) ns")
    }

    private static func scale(ofSuffix suffix: Substring) -> UInt64? {
        switch suffix {
        case "ns": 1
        // The micro sign and the Greek letter mu: keyboards have either.
        case "us", "\u{b5}s", "\u{3bc}s": 1_000
        case "ms": 1_000_000
        case "", "s": 1_000_000_000
        case "m": 60_000_000_000
        case "h": 3_600_000_000_000
        case "d": 86_400_000_000_000
        default: nil
        }
    }

    /// Three significant digits with ns, µs, ms or s: `950 ns`, `1.23 µs`, `20.1 ms`; long times in whole
    /// seconds: `3600 s`.
    public var description: String {
        let units: [ThreeDigits.Unit] = [
            (" ns", 1), (" µs", 1_000), (" ms", 1_000_000), (" s", 1_000_000_000),
        ]
        return ThreeDigits.text(nanoseconds, units: units)
    }

    /// As it is read, exactly: `20us`, `1500ms`.
    public var word: String {
        let units: [(name: String, size: UInt64)] = [("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000)]
        let unit = units.first { nanoseconds.isMultiple(of: $0.size) } ?? ("ns", 1)
        return "\(nanoseconds / unit.size)\(unit.name)"
    }

    public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }
}
