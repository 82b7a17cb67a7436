import Placement

/// The current uses of a device, besides being below other devices.
struct DeviceUses {
    /// In this process' mount namespace.
    let mountPoints: [String]
    let isSwap: Bool

    /// - Parameters:
    ///   - number: of the device, by which most file systems are mounted.
    ///   - paths: its nodes, by which the others (btrfs) and swap are known.
    init(number: DeviceNumber?, paths: [String], in files: KernelFiles) {
        mountPoints = files.proc.lines("self/mountinfo").compactMap(Mount.init).filter { mount in
            mount.number == number && number != nil || paths.contains(mount.source)
        }
        .map(\.point)
        isSwap = files.proc.lines("swaps").dropFirst().contains { line in
            line.split(separator: " ").first.map { paths.contains(OctalEscapes.decoded($0)) } ?? false
        }
    }
}

/// A line of `/proc/self/mountinfo`: proc_pid_mountinfo(5).
private struct Mount {
    let number: DeviceNumber?
    let point: String
    let source: String

    init?(_ line: String) {
        let fields = line.split(separator: " ", omittingEmptySubsequences: false)
        guard let dash = fields.dropFirst(6).firstIndex(of: "-"), dash + 2 < fields.count else { return nil }
        number = DeviceNumber(String(fields[2]))
        point = OctalEscapes.decoded(fields[4])
        source = OctalEscapes.decoded(fields[dash + 2])
    }
}

/// Blanks and backslashes in tables of /proc: `\040`.
enum OctalEscapes {
    static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3,
                let code = UInt8(String(Substring(digits)), radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
