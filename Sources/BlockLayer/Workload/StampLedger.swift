/// What verification knows of a range of the top device: which write of each of its parts was the last.
///
/// One word for each part, the largest length that every IO is a multiple of. It outlives a run where several runs use
/// the same devices one after the other: none of them has to stamp again what another has stamped, and each knows what
/// the others wrote.
final class StampLedger: @unchecked Sendable {
    /// Of one part: the generation last written in the low bits, 0 if that is not known.
    typealias Word = UInt32

    let firstSector: UInt64
    let partSectors: UInt32
    /// Tells the stamps of these runs from those of earlier ones.
    let runTag: UInt32
    private let pages: Pages
    private let count: Int

    /// - Parameters:
    ///   - sectors: a multiple of `partSectors`.
    /// - Returns: nil if there is no memory for it.
    init?(_ sectors: Range<UInt64>, partSectors: UInt32, runTag: UInt32) {
        firstSector = sectors.lowerBound
        self.partSectors = partSectors
        self.runTag = runTag
        count = sectors.count / Int(partSectors)
        guard let pages = Pages(byteCount: count * MemoryLayout<Word>.stride) else { return nil }
        self.pages = pages
        pages.start.bindMemory(to: Word.self, capacity: count)
    }

    deinit {
        pages.deallocate()
    }

    /// The words from a sector on. They stay where they are while the ledger lives. Each belongs to one worker at a
    /// time.
    func words(from sector: UInt64, sectorCount: UInt64) -> UnsafeMutablePointer<Word> {
        let first = Int(sector - firstSector) / Int(partSectors)
        precondition(
            sector >= firstSector && first + Int(sectorCount) / Int(partSectors) <= count,
            "a run uses what the ledger was made for")
        return pages.start.assumingMemoryBound(to: Word.self) + first
    }
}
