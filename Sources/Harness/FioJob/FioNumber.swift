import Units

/// Numbers as fio 3.33 reads them, except for its misreadings: it takes `1.5k` for 1, `4q` for 4 and `10sec` for 10 µs,
/// which is an error here.
enum FioNumber {
    /// A whole number, decimal or after `0x`.
    static func integer(_ text: String) throws(HarnessError) -> UInt64 {
        let isHex = text.lowercased().hasPrefix("0x")
        let digits = isHex ? text.dropFirst(2) : text[...]
        guard let first = digits.first, first.isHexDigit else { throw .usage("expected a whole number") }
        guard digits.utf8.allSatisfy({ isDigit($0) || isHex && isHexDigit($0) }) else {
            throw .usage("expected a whole number")
        }
        guard let number = UInt64(digits, radix: isHex ? 16 : 10) else {
            throw .usage("the number is too large")
        }
        return number
    }

    /// A size in bytes: decimal with an optional suffix, or after `0x` without one.
    ///
    /// - Parameter kbBase: the value of `k` and `ki`, 1024 or 1000; `kib` is the other one.
    static func bytes(_ text: String, kbBase: UInt64) throws(HarnessError) -> UInt64 {
        if text.lowercased().hasPrefix("0x") { return try integer(text) }
        let digits = text.prefix { $0.utf8.allSatisfy(isDigit) }
        let suffix = text.dropFirst(digits.count).lowercased()
        guard let number = UInt64(digits), let scale = scale(suffix, kbBase) else {
            throw .usage("expected a whole number with an optional suffix k, m, g, t or p")
        }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: scale)
        guard !overflow else { throw .usage("the size is too large") }
        return bytes
    }

    /// The size of a block in bytes, whole sectors. Where fio's units are why it has none, the error says so.
    static func blockBytes(_ text: String, kbBase: UInt64) throws(HarnessError) -> UInt64 {
        let bytes = try bytes(text, kbBase: kbBase)
        guard !bytes.isMultiple(of: Units.sectorBytes) else { return bytes }
        let number = text.prefix { $0.isHexDigit || $0 == "x" }
        let suffix = text.dropFirst(number.count)
        let other = try? Self.bytes(text, kbBase: kbBase == 1024 ? 1000 : 1024)
        guard let other, other != bytes, other.isMultiple(of: Units.sectorBytes) else {
            throw .usage("\(bytes) bytes are no multiple of 512")
        }
        let remedy =
            kbBase == 1024
            ? "\(number)\(suffix.prefix(1).lowercased())" : "kb_base=1024, or \(number)\(suffix.prefix(1))iB"
        throw .usage(
            "\(bytes) bytes are no multiple of 512: with kb_base=\(kbBase) fio's \(suffix) is decimal: write \(remedy)"
        )
    }

    private static func scale(_ suffix: String, _ kbBase: UInt64) -> UInt64? {
        if ["", "b"].contains(suffix) { return 1 }
        guard let letter = suffix.first, suffix.allSatisfy(\.isASCII),
            let power = ["k", "m", "g", "t", "p"].firstIndex(of: letter)
        else { return nil }
        let base: UInt64? =
            switch suffix.dropFirst() {
            case "", "b", "i": kbBase
            case "ib": kbBase == 1024 ? 1000 : 1024
            default: nil
            }
        return base.map { base in (0...power).reduce(1) { product, _ in product * base } }
    }

    /// A time in nanoseconds; a plain number is seconds.
    static func nanoseconds(_ text: String) throws(HarnessError) -> UInt64 {
        let digits = text.prefix { $0.utf8.allSatisfy(isDigit) }
        let scales: [String: UInt64] = [
            "us": 1000, "usec": 1000, "ms": 1_000_000, "msec": 1_000_000, "": 1_000_000_000,
            "s": 1_000_000_000,
            "m": 60_000_000_000, "h": 3_600_000_000_000, "d": 86_400_000_000_000,
        ]
        guard let number = digits.isEmpty ? nil : UInt64(digits),
            let scale = scales[text.dropFirst(digits.count).lowercased()]
        else { throw .usage("expected a whole number of seconds, or with a suffix us, ms, s, m, h or d") }
        let (nanoseconds, overflow) = number.multipliedReportingOverflow(by: scale)
        guard !overflow else { throw .usage("the time is too long") }
        return nanoseconds
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }
}
