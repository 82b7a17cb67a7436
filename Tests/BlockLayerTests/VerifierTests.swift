import Glibc
import Testing

@testable import BlockLayer

/// Stamps and their checks: whatever is wrong with what a read finds must be found.
@Suite struct VerifierTests {
    /// A verifier and a disk of four blocks, behind the first sector 100.
    private final class Disk {
        private let ledger: StampLedger
        var verifier: Verifier
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 * sectorBytes, alignment: 16)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4 * sectorBytes, alignment: 16)

        /// - Parameter partSectors: the length that the ledger keeps apart.
        init(partSectors: UInt32 = 4) {
            ledger = StampLedger(100..<116, partSectors: partSectors, runTag: 9)!
            verifier = Verifier(ledger, firstSector: 100, blockSectors: 4, blockCount: 4)
            memory.initializeMemory(as: UInt8.self, repeating: 0)
        }

        /// The next run over the same disk, whose blocks may have another length.
        func beginRun(blockSectors: UInt32 = 4) {
            verifier = Verifier(
                ledger, firstSector: 100, blockSectors: blockSectors, blockCount: 16 / Int(blockSectors))
        }

        deinit {
            memory.deallocate()
            buffer.deallocate()
        }

        func sector(_ number: Int) -> UnsafeMutableRawPointer { memory.baseAddress! + number * sectorBytes }

        func write(_ block: UInt64, _ status: Status = .ok) {
            let isFree = verifier.begin(block, .write, buffer.baseAddress!)
            #expect(isFree)
            if status == .ok { memcpy(sector(Int(block) * 4), buffer.baseAddress!, buffer.count) }
            verifier.end(block, .write, status, buffer.baseAddress!)
        }

        func read(_ block: UInt64, _ status: Status = .ok) {
            let isFree = verifier.begin(block, .read, buffer.baseAddress!)
            #expect(isFree)
            memcpy(buffer.baseAddress!, sector(Int(block) * 4), buffer.count)
            verifier.end(block, .read, status, buffer.baseAddress!)
        }
    }

    @Test func whatWasWrittenIsRight() {
        let disk = Disk()
        for block in 0..<4 as Range<UInt64> { disk.write(block) }
        disk.write(2)
        for block in 0..<4 as Range<UInt64> { disk.read(block) }
        #expect(disk.verifier.checkedSectors == 16)
        #expect(disk.verifier.unstampedSectors == 0)
        #expect(disk.verifier.mismatch == nil)
    }

    @Test func everyFlippedBitIsFound() {
        for byte in 0..<sectorBytes {
            let disk = Disk()
            disk.write(1)
            disk.sector(6).storeBytes(
                of: disk.sector(6).load(fromByteOffset: byte, as: UInt8.self) ^ 1 << UInt8(byte % 8),
                toByteOffset: byte, as: UInt8.self)
            disk.read(1)
            #expect(disk.verifier.mismatch?.sector == 106, "byte \(byte)")
            #expect(disk.verifier.checkedSectors == 3, "byte \(byte)")
        }
    }

    @Test func swappedSectorsAreFound() {
        let disk = Disk()
        disk.write(0)
        memcpy(disk.buffer.baseAddress!, disk.sector(1), sectorBytes)
        memcpy(disk.sector(1), disk.sector(2), sectorBytes)
        memcpy(disk.sector(2), disk.buffer.baseAddress!, sectorBytes)
        disk.read(0)
        #expect(disk.verifier.mismatch?.sector == 101)
        #expect(disk.verifier.mismatch?.foundSector == 102)
    }

    @Test func anotherBlocksDataIsFound() {
        let disk = Disk()
        disk.write(0)
        disk.write(1)
        memcpy(disk.sector(4), disk.sector(0), 4 * sectorBytes)
        disk.read(1)
        #expect(disk.verifier.mismatch?.sector == 104)
        #expect(disk.verifier.mismatch?.foundSector == 100)
    }

    @Test func aLostWriteIsFound() {
        let disk = Disk()
        disk.write(3)
        let old = UnsafeMutableRawBufferPointer.allocate(byteCount: 4 * sectorBytes, alignment: 16)
        defer { old.deallocate() }
        memcpy(old.baseAddress!, disk.sector(12), old.count)
        disk.write(3)
        memcpy(disk.sector(12), old.baseAddress!, old.count)
        disk.read(3)
        let mismatch = disk.verifier.mismatch
        #expect(mismatch?.sector == 112 && mismatch?.foundSector == 112)
        #expect(mismatch.map { $0.foundGeneration! + 1 == $0.expectedGeneration } == true)
    }

    @Test func zerosWhereDataWasWrittenAreFound() {
        let disk = Disk()
        disk.write(0)
        memset(disk.sector(0), 0, sectorBytes)
        disk.read(0)
        #expect(disk.verifier.mismatch?.sector == 100)
        #expect(disk.verifier.mismatch?.foundSector == nil)
    }

    @Test func whatNobodyWroteIsCountedApart() {
        let disk = Disk()
        disk.read(0)
        #expect(disk.verifier.unstampedSectors == 4)
        #expect(disk.verifier.checkedSectors == 0)
        #expect(disk.verifier.mismatch == nil)
    }

    /// Stamps of an earlier run tell their address, not their generation.
    @Test func stampsOfEarlierRunsAreCheckedForTheirAddress() {
        let disk = Disk()
        for sector in 0..<4 {
            SectorStamp(sector: 100 + UInt64(sector), generation: 77).write(to: disk.sector(sector))
        }
        disk.read(0)
        #expect(disk.verifier.checkedSectors == 4)
        SectorStamp(sector: 200, generation: 77).write(to: disk.sector(2))
        disk.read(0)
        #expect(disk.verifier.mismatch?.foundSector == 200)
    }

    @Test func afterAFailedWriteNothingIsKnown() {
        let disk = Disk()
        disk.write(0)
        disk.write(0, .ioError)
        disk.read(0)
        #expect(disk.verifier.mismatch == nil)
        #expect(disk.verifier.checkedSectors == 4)
    }

    @Test func failedReadsAreNotChecked() {
        let disk = Disk()
        disk.write(0)
        memset(disk.sector(0), 0, sectorBytes)
        disk.read(0, .ioError)
        #expect(disk.verifier.mismatch == nil)
        #expect(disk.verifier.checkedSectors == 0)
    }

    /// What another run wrote is known, to the generation.
    @Test func theNextRunKnowsWhatTheLastOneWrote() {
        let disk = Disk()
        for block in 0..<4 as Range<UInt64> { disk.write(block) }
        disk.write(1)
        disk.beginRun()
        for block in 0..<4 as Range<UInt64> { disk.read(block) }
        #expect(disk.verifier.mismatch == nil && disk.verifier.checkedSectors == 16)
        memset(disk.sector(9), 0, sectorBytes)
        disk.beginRun()
        disk.read(2)
        #expect(disk.verifier.mismatch?.sector == 109 && disk.verifier.mismatch?.expectedGeneration != nil)
    }

    /// Blocks of four sectors, then of two: each sector has the stamp of the write that covered it last.
    @Test func runsMayHaveBlocksOfDifferentLength() {
        let disk = Disk(partSectors: 2)
        for block in 0..<4 as Range<UInt64> { disk.write(block) }
        disk.beginRun(blockSectors: 2)
        let buffer = disk.buffer.baseAddress!
        for block in [1, 4, 4] as [UInt64] {
            let isFree = disk.verifier.begin(block, .write, buffer)
            #expect(isFree)
            memcpy(disk.sector(Int(block) * 2), buffer, 2 * sectorBytes)
            disk.verifier.end(block, .write, .ok, buffer)
        }
        disk.beginRun()
        for block in 0..<4 as Range<UInt64> { disk.read(block) }
        #expect(disk.verifier.mismatch == nil && disk.verifier.checkedSectors == 16)
    }

    /// A pass that stamps leaves out what is known, one that reads back what was read.
    @Test func passesAreAboutTheBlocksThatNeedThem() {
        func selected(_ selection: Verifier.Selection, _ disk: Disk) -> [UInt64] {
            disk.verifier.selection = selection
            var blocks: [UInt64] = []
            while let block = disk.verifier.nextSelected(from: (blocks.last ?? .max) &+ 1) {
                blocks.append(block)
            }
            #expect(disk.verifier.selectedCount() == UInt64(blocks.count))
            return blocks
        }
        let disk = Disk()
        #expect(selected(.unknown, disk) == [0, 1, 2, 3] && selected(.unread, disk) == [])
        for block in [0, 1, 3] as [UInt64] { disk.write(block) }
        disk.write(3, .ioError)
        disk.read(0)
        #expect(selected(.unknown, disk) == [2, 3] && selected(.unread, disk) == [1])
        disk.beginRun()
        disk.read(1, .ioError)
        #expect(selected(.all, disk) == [0, 1, 2, 3] && selected(.unread, disk) == [1])
    }

    @Test func aBlockHasOneIOAtATime() {
        let disk = Disk()
        let buffer = disk.buffer.baseAddress!
        let isFree = disk.verifier.begin(1, .read, buffer)
        let isFreeMeanwhile = disk.verifier.begin(1, .write, buffer)
        let isOtherFree = disk.verifier.begin(2, .write, buffer)
        disk.verifier.end(1, .read, .ioError, buffer)
        let isFreeAfterwards = disk.verifier.begin(1, .write, buffer)
        #expect(isFree && !isFreeMeanwhile && isOtherFree && isFreeAfterwards)
    }
}
