/// Signatures made by hand, where the tool that makes them is seldom installed.
enum HandMade {
    /// The label of an LVM physical volume, in the second sector: lib/format_text/layout.h of LVM2.
    static let physicalVolume: [UInt8] = {
        var rest: [UInt8] =
            littleEndian(32) + Array("LVM2 001".utf8) + Array("pollbenchpollbenchpollbench12345".utf8)
        rest += [UInt8](repeating: 0, count: 512 - 20 - rest.count)
        return Array("LABELONE".utf8) + littleEndian(1) + [0, 0, 0, 0] + littleEndian(checksum(rest)) + rest
    }()

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// CRC-32 with LVM's own start and no final inversion.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(0xf597_a6cf) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xedb8_8320 : 0) }
        }
    }
}
