/// Reads plain ASCII decimal digits: no sign, no space, no other script's digits.
enum Digits {
    /// The value of a run of digits.
    enum Reading: Equatable {
        case number(UInt64)
        case notDigits
        case tooLarge
    }

    static func read(_ text: some StringProtocol) -> Reading {
        guard !text.isEmpty, text.utf8.allSatisfy(isDigit) else { return .notDigits }
        return UInt64(text).map(Reading.number) ?? .tooLarge
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
