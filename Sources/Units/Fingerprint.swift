/// A short name for a text: texts that differ have different ones, but for one in 2^64 pairs. Prints as 16 hexadecimal
/// digits, the same on all machines.
///
/// FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv).
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    private let bits: UInt64

    public init(_ text: String) {
        bits = text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }

    public var description: String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
