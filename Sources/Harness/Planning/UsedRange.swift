import Units

/// The sectors of the top device that a cell's jobs use: whole blocks, each at a multiple of its length.
struct UsedRange: Equatable {
    /// Of the first job.
    let firstSector: UInt64
    /// Of each job.
    let sectorCount: UInt64
    /// How much later than the one before each further job begins.
    let strideSectors: UInt64

    /// - Parameter wholeSectors: the top device's size.
    /// - Throws: `usage` for a part that the device does not have, or that holds no block.
    init(_ range: DeviceRange, _ cell: CellSettings, ofSectors wholeSectors: UInt64) throws(HarnessError) {
        let blockSectors = cell.blockBytes / Units.sectorBytes
        firstSector = try Self.first(range, cell, wholeSectors)
        strideSectors = try Self.sectors(range.incrementBytes, cell, .offsetIncrement)
        let rest = wholeSectors - min(firstSector, wholeSectors)
        let asked = try Self.length(range, wholeSectors, rest)
        let blocks = asked / blockSectors
        guard blocks >= 1 else {
            let block = ByteCount(bytes: cell.blockBytes)
            throw .usage(
                "a range of \(asked) sectors holds no block of \(Axis.bs, block): a larger \(RequestSetting.size) or a "
                    + "smaller \(Axis.bs)"
            )
        }
        sectorCount = blocks * blockSectors
        let (shift, overflow) = strideSectors.multipliedReportingOverflow(by: UInt64(cell.jobs - 1))
        guard !overflow, shift <= rest, sectorCount <= rest - shift else {
            throw .usage(
                "\(SettingNames.offsetIncrement, ByteCount(bytes: range.incrementBytes)): the last of "
                    + "\(cell.jobs) jobs would go beyond the top device's \(wholeSectors) sectors")
        }
    }

    /// fio takes a share of the device up to the next block.
    private static func first(
        _ range: DeviceRange, _ cell: CellSettings, _ whole: UInt64
    ) throws(HarnessError) -> UInt64 {
        let first: UInt64
        switch range.start {
        case .bytes(let bytes): first = try sectors(bytes, cell, .offset)
        case .percent(let percent):
            let blockSectors = cell.blockBytes / Units.sectorBytes
            first = (share(percent, of: whole) + blockSectors - 1) / blockSectors * blockSectors
        }
        guard first < whole || first == 0 else {
            throw .usage(
                "\(SettingNames.offset): sector \(first) is beyond the top device's \(whole) sectors")
        }
        return first
    }

    private static func length(
        _ range: DeviceRange, _ whole: UInt64, _ rest: UInt64
    ) throws(HarnessError) -> UInt64 {
        switch range.length {
        case nil: return rest
        case .percent(let percent): return min(share(percent, of: whole), rest)
        case .bytes(let bytes):
            let asked = bytes / Units.sectorBytes
            guard asked <= rest else {
                let from = rest < whole ? " from the offset on" : ""
                throw .usage(
                    "\(RequestSetting.size, ByteCount(bytes: bytes)): the top device has \(rest) sectors\(from) "
                        + "(\(ByteCount(bytes: rest * Units.sectorBytes)))")
            }
            return asked
        }
    }

    private static func sectors(
        _ bytes: UInt64, _ cell: CellSettings, _ setting: SettingNames
    ) throws(HarnessError) -> UInt64 {
        guard bytes.isMultiple(of: cell.blockBytes) else {
            throw .usage(
                "\(setting, ByteCount(bytes: bytes)) is no multiple of \(Axis.bs, ByteCount(bytes: cell.blockBytes))"
            )
        }
        return bytes / Units.sectorBytes
    }

    private static func share(_ percent: UInt64, of sectors: UInt64) -> UInt64 {
        sectors / 100 * percent + sectors % 100 * percent / 100
    }
}
