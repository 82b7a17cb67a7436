/// Stamps what a job writes and checks what it reads.
///
/// A job that verifies has its blocks to itself and lets no two IOs overlap, so that what a read must find is known.
/// Belongs to one worker. Not part of the timed path: verification is a mode for proving, not for measuring.
struct Verifier {
    /// Which blocks a pass is about.
    enum Selection {
        case all
        /// Those with a part whose last write is not known.
        case unknown
        /// Those with a part that was written and not read since.
        case unread
    }

    /// For each part of the job's blocks the generation last written, 0 if that is not known; and marks.
    private let words: UnsafeMutablePointer<StampLedger.Word>
    private let firstSector: UInt64
    private let blockSectors: UInt32
    private let blockCount: Int
    private let partSectors: UInt32
    private let partsPerBlock: Int
    private let runTag: UInt32
    var selection = Selection.all

    /// Sectors that were found right, and sectors without a stamp.
    private(set) var checkedSectors: UInt64 = 0
    private(set) var unstampedSectors: UInt64 = 0
    private(set) var firstUnstampedSector: UInt64?
    private(set) var mismatch: VerifyMismatch?

    /// Of a block's first part: the block has an IO in flight.
    private static var busy: UInt32 { 1 << 31 }
    /// The part was written and not read since.
    private static var unread: UInt32 { 1 << 30 }
    private static var generation: UInt32 { unread &- 1 }

    /// - Parameter ledger: must outlive the verifier.
    init(_ ledger: StampLedger, firstSector: UInt64, blockSectors: UInt32, blockCount: Int) {
        words = ledger.words(from: firstSector, sectorCount: UInt64(blockCount) * UInt64(blockSectors))
        self.firstSector = firstSector
        self.blockSectors = blockSectors
        self.blockCount = blockCount
        partSectors = ledger.partSectors
        partsPerBlock = Int(blockSectors / ledger.partSectors)
        runTag = ledger.runTag
    }

    /// The number of blocks that the selection is about.
    func selectedCount() -> UInt64 {
        UInt64((0..<blockCount).count { isSelected($0) })
    }

    /// The first block from one on that the selection is about; nil if there is none.
    func nextSelected(from block: UInt64) -> UInt64? {
        (Int(block)..<blockCount).first { isSelected($0) }.map { UInt64($0) }
    }

    private func isSelected(_ block: Int) -> Bool {
        switch selection {
        case .all: true
        case .unknown: parts(of: block).contains { words[$0] & Self.generation == 0 }
        case .unread: parts(of: block).contains { words[$0] & Self.unread != 0 }
        }
    }

    private func parts(of block: Int) -> Range<Int> {
        block * partsPerBlock..<(block + 1) * partsPerBlock
    }

    /// Takes a block for one IO and stamps the buffer of a write; false if the block has an IO in flight.
    mutating func begin(_ block: UInt64, _ operation: Operation, _ buffer: UnsafeMutableRawPointer) -> Bool {
        let parts = parts(of: Int(block))
        if words[parts.lowerBound] & Self.busy != 0 { return false }
        if operation == .write {
            for part in parts {
                words[part] = max(1, (words[part] & Self.generation &+ 1) & Self.generation) | Self.unread
            }
            for offset in 0..<Int(blockSectors) {
                stamp(block, offset).write(to: buffer + offset * sectorBytes)
            }
        }
        words[parts.lowerBound] |= Self.busy
        return true
    }

    /// Gives the block back and checks what a read found. After a failed write nothing is known of the block.
    mutating func end(
        _ block: UInt64, _ operation: Operation, _ status: Status, _ buffer: UnsafeRawPointer
    ) {
        let parts = parts(of: Int(block))
        words[parts.lowerBound] &= ~Self.busy
        switch (operation, status) {
        case (.read, .ok):
            check(block, buffer)
            for part in parts { words[part] &= ~Self.unread }
        case (.write, .ok), (.read, _): break
        case (.write, _): for part in parts { words[part] = 0 }
        }
    }

    private mutating func check(_ block: UInt64, _ buffer: UnsafeRawPointer) {
        for offset in 0..<Int(blockSectors) {
            let memory = buffer + offset * sectorBytes
            let expected = stamp(block, offset)
            let isKnown = word(block, offset) & Self.generation != 0
            let found = SectorStamp(readFrom: memory)
            if !isKnown && found == nil {
                noteUnstamped(expected.sector)
            } else if isKnown ? expected.matches(memory) : found!.matches(memory, at: expected.sector) {
                checkedSectors += 1
            } else {
                note(expected, isKnown: isKnown, found)
            }
        }
    }

    private mutating func noteUnstamped(_ sector: UInt64) {
        unstampedSectors += 1
        firstUnstampedSector = min(firstUnstampedSector ?? sector, sector)
    }

    private mutating func note(_ expected: SectorStamp, isKnown: Bool, _ found: SectorStamp?) {
        if mismatch != nil { return }
        mismatch = VerifyMismatch(
            sector: expected.sector, expectedGeneration: isKnown ? expected.generation : nil,
            foundSector: found?.sector, foundGeneration: found?.generation)
    }

    private func word(_ block: UInt64, _ offset: Int) -> StampLedger.Word {
        words[Int(block) * partsPerBlock + offset / Int(partSectors)]
    }

    private func stamp(_ block: UInt64, _ offset: Int) -> SectorStamp {
        SectorStamp(
            sector: firstSector + block * UInt64(blockSectors) + UInt64(offset),
            generation: UInt64(runTag) << 32 | UInt64(word(block, offset) & Self.generation))
    }
}
