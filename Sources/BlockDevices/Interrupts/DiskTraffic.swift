import Placement

/// What the disks that some files and block devices are on have read and written, whoever asked for it.
///
/// Sectors, since the kernel merges and splits IOs on their way to the disk. A partition stands for its disk, which
/// others may use; a stacked device stands for itself, since it may write more to its disks than is written to it.
public struct DiskTraffic: Sendable {
    /// The counts by the kernel's names.
    public let disks: [String]
    private let folders: [String]

    /// Nil if the disk of a path is not known.
    public init?(of paths: [String], sysfs: Sysfs = Sysfs()) {
        let below = DisksBelow(sysfs: sysfs)
        var folders: Set<String> = []
        for path in paths {
            guard let disk = below.disk(of: path) else { return nil }
            folders.insert(disk)
        }
        self.folders = folders.sorted()
        disks = folders.map(DisksBelow.name).sorted()
    }

    /// Why the disk of a path is not known; nil where it is.
    public static func obstacle(to path: String, sysfs: Sysfs = Sysfs()) -> String? {
        DisksBelow(sysfs: sysfs).obstacle(to: path)
    }

    /// The disks that count nothing, as their `queue/iostats` is 0 or cannot be read.
    public var disksWithoutCounts: [String] {
        folders.filter { Sysfs(root: $0).integer("queue/iostats") != 1 }.map(DisksBelow.name)
    }

    /// Sectors of all disks together (Documentation/block/stat.rst of the kernel); nil if one cannot be read. Disks
    /// that do not count (`queue/iostats` is 0) have the same value for ever.
    public func sectors() -> UInt64? {
        var sum: UInt64 = 0
        for folder in folders {
            let fields = Sysfs(root: folder).line("stat")?.split(separator: " ") ?? []
            guard fields.count > 6, let read = UInt64(fields[2]), let written = UInt64(fields[6]) else {
                return nil
            }
            sum = sum &+ read &+ written
        }
        return sum
    }
}
