/// The kinds of mistake that are made.
public enum MutationOperator: String, CaseIterable, Sendable {
    /// A statement is left out: a call, an assignment, an early exit.
    case drop
    /// Two neighbouring statements that name the same thing change places.
    case swap
    /// A condition or comparison is negated.
    case negate
    /// A bound is taken in or left out: `<` for `<=`.
    case boundary
    /// An operand of `&&` or `||` is left out.
    case operand
    /// An optional binding fails.
    case unbind
    /// A loop ends after its first turn.
    case once
    /// An arithmetic or bitwise operator is replaced by its opposite.
    case arithmetic
    /// A constant is one more, one less, or the other one.
    case constant
    /// The upper end of a range is one less.
    case range
    /// `min` for `max`.
    case extremum
    /// An access to a shared word orders less than it should, or nothing.
    case order
    /// A read-modify-write of a shared word becomes a load and a store.
    case split
}

/// One mistake at one place of the sources.
public struct Mutant: Sendable, Hashable {
    /// `FILE:operator:HASH`, from what the place says and the function around it: the same until that changes,
    /// wherever the place moves.
    public let id: String
    /// From the folder of the module.
    public let file: String
    public let line: Int
    /// The declarations around the place, joined by dots.
    public let function: String
    public let kind: MutationOperator
    public let before: String
    public let after: String

    /// The place and the change, as a report shows them.
    public var text: String {
        "\(file):\(line) \(function) \(kind.rawValue) [\(id)]\n    - \(before)\n    + \(after)"
    }
}

/// The id of a mutant: FNV-1a over what does not change when lines move.
func mutantID(file: String, kind: MutationOperator, content: String, occurrence: Int) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in "\(content)\u{0}\(occurrence)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash ^ hash >> 32, radix: 16)
    let short = String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return "\(name.replacing(".swift", with: "")):\(kind.rawValue):\(short.suffix(8))"
}

/// A text on one line, its blanks reduced to one each.
func onOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
