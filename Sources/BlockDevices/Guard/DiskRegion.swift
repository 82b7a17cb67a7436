import Placement

/// The part of a disk that a block device stands for: a partition's sectors, or all of them.
struct DiskRegion: Equatable, Sendable {
    let device: BlockDevice
    let disk: BlockDevice
    let number: DeviceNumber
    /// Nil for the disk itself.
    let partition: Int?
    /// Sectors of 512 bytes of the disk.
    let sectors: Range<Int>

    /// Nil for a device that sysfs does not show.
    init?(_ number: DeviceNumber, sysfs: Sysfs) {
        guard let name = sysfs.resolvedName("dev/block/\(number)") else { return nil }
        self.init(BlockDevice(name: name), sysfs: sysfs)
    }

    private init?(_ device: BlockDevice, sysfs: Sysfs) {
        let folder = device.folder
        guard let number = sysfs.line("\(folder)/dev").flatMap({ DeviceNumber($0) }),
            let length = sysfs.integer("\(folder)/size")
        else { return nil }
        self.device = device
        self.number = number
        partition = sysfs.integer("\(folder)/partition")
        guard partition != nil else {
            disk = device
            sectors = 0..<length
            return
        }
        guard let start = sysfs.integer("\(folder)/start"), start <= Int.max - length,
            let disk = Self.disk(of: device, sysfs)
        else { return nil }
        self.disk = disk
        sectors = start..<start + length
    }

    func overlaps(_ other: Self) -> Bool {
        disk == other.disk && sectors.overlaps(other.sectors)
    }

    /// The disk and those of its partitions that share sectors with this device; itself first.
    func overlapping(sysfs: Sysfs) -> [Self] {
        let names = [disk.name] + sysfs.entries(disk.folder)
        let others = names.compactMap { Self(BlockDevice(name: $0), sysfs: sysfs) }
        return [self] + others.filter { $0 != self && overlaps($0) }
    }

    /// A partition's folder lies in that of its disk.
    private static func disk(of partition: BlockDevice, _ sysfs: Sysfs) -> BlockDevice? {
        sysfs.resolvedName("\(partition.folder)/..").map(BlockDevice.init)
    }
}
