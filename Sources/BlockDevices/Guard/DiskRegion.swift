import Glibc
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

    /// - Throws: ``Obstacle``, for a device that sysfs does not show, or not whole.
    init(_ number: DeviceNumber, sysfs: CheckedFiles) throws(Obstacle) {
        // Of a folder that is masked, its name says more than that of the link that it lacks.
        _ = try sysfs.exists("dev/block")
        guard let name = try sysfs.resolvedName("dev/block/\(number)") else {
            throw .unreadable(sysfs.path("dev/block/\(number)"), errno: ENOENT)
        }
        try self.init(BlockDevice(name: name), sysfs: sysfs)
    }

    private init(_ device: BlockDevice, sysfs: CheckedFiles) throws(Obstacle) {
        let folder = device.folder
        guard let number = try sysfs.line("\(folder)/dev").flatMap({ DeviceNumber($0) }) else {
            throw .unreadable(sysfs.path("\(folder)/dev"), errno: ENOENT)
        }
        let length = try sysfs.integer("\(folder)/size")
        self.device = device
        self.number = number
        guard try sysfs.exists("\(folder)/partition") else {
            partition = nil
            disk = device
            sectors = 0..<length
            return
        }
        partition = try sysfs.integer("\(folder)/partition")
        let start = try sysfs.integer("\(folder)/start")
        guard start <= Int.max - length, let disk = try Self.disk(of: device, sysfs) else {
            throw .unreadable(sysfs.path("\(folder)/start"), errno: ERANGE)
        }
        self.disk = disk
        sectors = start..<start + length
    }

    func overlaps(_ other: Self) -> Bool {
        disk == other.disk && sectors.overlaps(other.sectors)
    }

    /// The disk and those of its partitions that share sectors with this device; itself first.
    func overlapping(sysfs: CheckedFiles) throws(Obstacle) -> [Self] {
        var others = [try Self(disk, sysfs: sysfs)]
        for name in try sysfs.entries(disk.folder) {
            let folder = "\(disk.folder)/\(name)"
            guard try sysfs.exists(folder), try sysfs.exists("\(folder)/partition") else { continue }
            others.append(try Self(BlockDevice(name: name), sysfs: sysfs))
        }
        return [self] + others.filter { $0 != self && overlaps($0) }
    }

    /// A partition's folder lies in that of its disk.
    private static func disk(
        of partition: BlockDevice, _ sysfs: CheckedFiles
    ) throws(Obstacle) -> BlockDevice? {
        try sysfs.resolvedName("\(partition.folder)/..").map(BlockDevice.init)
    }
}
