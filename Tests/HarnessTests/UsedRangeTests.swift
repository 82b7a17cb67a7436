import Testing

@testable import Harness

@Suite struct UsedRangeTests {
    private func range(
        _ start: DeviceRange.Extent = .bytes(0), _ length: DeviceRange.Extent? = nil, increment: UInt64 = 0,
        jobs: Int = 1, block: UInt64 = 4096, of sectors: UInt64 = 1000
    ) throws -> UsedRange {
        var range = DeviceRange()
        (range.start, range.length, range.incrementBytes) = (start, length, increment)
        var cell = CellSettings()
        (cell.jobs, cell.blockBytes) = (jobs, block)
        return try UsedRange(range, cell, ofSectors: sectors)
    }

    @Test func wholeBlocks() throws {
        let all = try range()
        #expect(all.firstSector == 0 && all.sectorCount == 1000 && all.strideSectors == 0)
        #expect(try range(.bytes(4096), of: 1004).sectorCount == 992)
    }

    /// fio's: a share of the whole device, up to its end; a beginning goes up to the next block.
    @Test func shares() throws {
        #expect(try range(.bytes(0), .percent(50)).sectorCount == 496)
        let last = try range(.percent(75), .percent(50))
        #expect(last.firstSector == 752 && last.sectorCount == 248)
        #expect(try range(.bytes(0), .percent(1), of: 1 << 60).sectorCount == (1 << 60) / 100 / 8 * 8)
    }

    @Test func jobsMayHavePartsOfTheirOwn() throws {
        let parts = try range(.bytes(8192), .bytes(8192), increment: 16384, jobs: 4)
        #expect(parts.firstSector == 16 && parts.sectorCount == 16 && parts.strideSectors == 32)
    }

    @Test(
        arguments: [
            (.bytes(0), .bytes(1 << 20), 0, 1, "--size 1m: the top device has 1000 sectors (500k)"),
            (.bytes(409_600), .bytes(1 << 19), 0, 1, "has 200 sectors from the offset on"),
            (.bytes(1024), nil, 0, 1, "offset 1k is no multiple of --bs 4k"),
            (.bytes(0), .bytes(4096), 512, 2, "offset_increment 512 is no multiple"),
            (.bytes(0), .bytes(409_600), 102_400, 3, "the last of 3 jobs would go beyond"),
            (.bytes(0), .bytes(512), 0, 1, "holds no block of --bs 4k"),
            (.bytes(1 << 30), nil, 0, 1, "beyond the top device"),
        ] as [(DeviceRange.Extent, DeviceRange.Extent?, UInt64, Int, String)])
    func whatTheDeviceHasNot(
        start: DeviceRange.Extent, length: DeviceRange.Extent?, increment: UInt64, jobs: Int, words: String
    ) {
        let text = refusal { _ = try range(start, length, increment: increment, jobs: jobs) }
        #expect(text.contains(words), "\(text)")
    }
}
