/// What `--verify` writes into each sector: its own address and a generation, through all of its 512 bytes.
struct SectorStamp: Equatable {
    /// Sector on the top device.
    var sector: UInt64
    /// Which write of this sector it was, and of which run.
    var generation: UInt64

    private static var magic: UInt64 { 0x706f_6c6c_6265_6e63 }
    private static var wordCount: Int { sectorBytes / 8 }

    /// Fills one sector of memory.
    func write(to memory: UnsafeMutableRawPointer) {
        let words = memory.assumingMemoryBound(to: UInt64.self)
        words[0] = Self.magic
        words[1] = sector
        words[2] = generation
        for place in 3..<Self.wordCount { words[place] = filler(place) }
    }

    /// The stamp that a sector of memory carries; nil if it carries none.
    init?(readFrom memory: UnsafeRawPointer) {
        let words = memory.assumingMemoryBound(to: UInt64.self)
        guard words[0] == Self.magic else { return nil }
        sector = words[1]
        generation = words[2]
    }

    init(sector: UInt64, generation: UInt64) {
        self.sector = sector
        self.generation = generation
    }

    /// Whether all of the sector is as ``write(to:)`` left it.
    func matches(_ memory: UnsafeRawPointer) -> Bool {
        guard SectorStamp(readFrom: memory) == self else { return false }
        let words = memory.assumingMemoryBound(to: UInt64.self)
        for place in 3..<Self.wordCount where words[place] != filler(place) { return false }
        return true
    }

    /// Whether a sector that carries this stamp belongs at an address, and is whole: of whichever generation it is.
    func matches(_ memory: UnsafeRawPointer, at sector: UInt64) -> Bool {
        self.sector == sector && matches(memory)
    }

    private func filler(_ place: Int) -> UInt64 {
        (sector &+ UInt64(place)) &* 0x9e37_79b9_7f4a_7c15 ^ generation
    }
}
