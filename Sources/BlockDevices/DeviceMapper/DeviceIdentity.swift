import Glibc

/// The name and the UUID of a mapped device that this program makes. The UUID is what proves later that a device is
/// ours: names are anyone's.
public struct DeviceIdentity: Hashable, Sendable {
    /// `pollbench-PID-NONCE-NUMBER`.
    public let name: String
    /// `pollbench-` and 128 random bits, then `-NUMBER`.
    let uuid: String

    private static let prefix = "pollbench-"

    /// Identities that nothing else on this machine has, for devices that are made together.
    public static func fresh(count: Int) -> [DeviceIdentity] {
        let random = [UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max)]
            .map { String(repeating: "0", count: $0.leadingZeroBitCount / 4) + String($0, radix: 16) }
        return (0..<count).map { number in
            DeviceIdentity(
                name: "\(prefix)\(getpid())-\(random[0].prefix(8))-\(number)",
                uuid: "\(prefix)\(random.joined())-\(number)")
        }
    }

    private init(name: String, uuid: String) {
        self.name = name
        self.uuid = uuid
    }

    /// Reads what ``journalLine`` wrote; nil for anything else, half a line included.
    init?(journalLine line: Substring) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2] == ".", words[0].hasPrefix(Self.prefix),
            words[1].hasPrefix(Self.prefix)
        else { return nil }
        self.init(name: String(words[0]), uuid: String(words[1]))
    }

    /// A line of a journal, without its end; the full stop tells a whole line from the beginning of one.
    var journalLine: String { "\(name) \(uuid) ." }

    /// The device node.
    public var path: String { "/dev/mapper/\(name)" }
}
