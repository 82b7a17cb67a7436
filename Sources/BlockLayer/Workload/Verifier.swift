/// Stamps what a job writes and checks what it reads.
///
/// A job that verifies has its blocks to itself and lets no two IOs overlap, so that what a read must find is known.
/// Belongs to one worker. Not part of the timed path: verification is a mode for proving, not for measuring.
struct Verifier {
    /// Per block of the job: the generation last written, 0 if this run has not written it; the top bit marks a block
    /// with an IO in flight.
    private let generations: UnsafeMutableBufferPointer<UInt32>
    private let firstSector: UInt64
    private let blockSectors: UInt32
    /// Tells the stamps of this run from those of earlier ones.
    private let runTag: UInt32

    /// Sectors that were found right, and sectors without a stamp.
    private(set) var checkedSectors: UInt64 = 0
    private(set) var unstampedSectors: UInt64 = 0
    private(set) var firstUnstampedSector: UInt64?
    private(set) var mismatch: VerifyMismatch?

    private static var busy: UInt32 { 1 << 31 }

    init(firstSector: UInt64, blockSectors: UInt32, blockCount: Int, runTag: UInt32) {
        generations = .allocate(capacity: blockCount)
        generations.initialize(repeating: 0)
        self.firstSector = firstSector
        self.blockSectors = blockSectors
        self.runTag = runTag
    }

    func deallocate() {
        generations.deallocate()
    }

    /// Takes a block for one IO and stamps the buffer of a write; false if the block has an IO in flight.
    mutating func begin(_ block: UInt64, _ operation: Operation, _ buffer: UnsafeMutableRawPointer) -> Bool {
        let place = Int(block)
        if generations[place] & Self.busy != 0 { return false }
        if operation == .write {
            generations[place] = max(1, (generations[place] + 1) & ~Self.busy)
            for offset in 0..<Int(blockSectors) {
                stamp(block, offset).write(to: buffer + offset * sectorBytes)
            }
        }
        generations[place] |= Self.busy
        return true
    }

    /// Gives the block back and checks what a read found. After a failed write nothing is known of the block.
    mutating func end(
        _ block: UInt64, _ operation: Operation, _ status: Status, _ buffer: UnsafeRawPointer
    ) {
        let place = Int(block)
        generations[place] &= ~Self.busy
        switch (operation, status) {
        case (.read, .ok): check(block, buffer)
        case (.write, .ok), (.read, _): break
        case (.write, _): generations[place] = 0
        }
    }

    private mutating func check(_ block: UInt64, _ buffer: UnsafeRawPointer) {
        let isKnown = generations[Int(block)] != 0
        for offset in 0..<Int(blockSectors) {
            let memory = buffer + offset * sectorBytes
            let expected = stamp(block, offset)
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

    private func stamp(_ block: UInt64, _ offset: Int) -> SectorStamp {
        SectorStamp(
            sector: firstSector + block * UInt64(blockSectors) + UInt64(offset),
            generation: UInt64(runTag) << 32 | UInt64(generations[Int(block)] & ~Self.busy))
    }
}
