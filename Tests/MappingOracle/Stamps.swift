/// The sectors that `--verify` writes and checks, implemented a second time: magic, address, generation, and words that
/// follow from these.
enum Stamps {
    private static let magic: UInt64 = 0x706f_6c6c_6265_6e63
    private static let multiplier: UInt64 = 0x9e37_79b9_7f4a_7c15

    /// The 512 bytes that belong to a sector.
    static func bytes(sector: Int, generation: UInt64) -> [UInt8] {
        var words = [magic, UInt64(sector), generation]
        for place in 3..<64 { words.append((UInt64(sector) &+ UInt64(place)) &* multiplier ^ generation) }
        return words.withUnsafeBytes { Array($0) }
    }

    /// The first sector that does not hold its own bytes, of whichever generation; nil if all do.
    static func firstWrong(_ bytes: [UInt8]) -> Int? {
        (0..<bytes.count / 512).first { sector in
            let found = Array(bytes[sector * 512..<sector * 512 + 512])
            let generation = found.withUnsafeBytes { $0.load(fromByteOffset: 16, as: UInt64.self) }
            return found != Stamps.bytes(sector: sector, generation: generation)
        }
    }
}
