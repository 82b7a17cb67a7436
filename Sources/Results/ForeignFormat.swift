/// Files that are no plain text, told by how they begin.
enum ForeignFormat {
    private static let beginnings: [(bytes: [UInt8], name: String)] = [
        ([0x1F, 0x8B], "compressed by gzip; decompress it first"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd; decompress it first"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "compressed by xz; decompress it first"),
        ([0x42, 0x5A, 0x68], "compressed by bzip2; decompress it first"),
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive or a spreadsheet; unpack it, or export it as CSV"),
        ([0xFF, 0xFE], "UTF-16 text; save it as UTF-8"), ([0xFE, 0xFF], "UTF-16 text; save it as UTF-8"),
    ]

    /// The format of a file that begins with these bytes, and what to do about it; nil if it may be plain text.
    static func name(of bytes: [UInt8]) -> String? {
        beginnings.first { bytes.starts(with: $0.bytes) }?.name
    }
}
