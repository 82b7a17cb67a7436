import Glibc
import Placement

/// A block device as the kernel shows it in sysfs (Documentation/ABI/stable/sysfs-block): a disk, a partition, a mapped
/// device.
public struct BlockDevice: Hashable, Sendable {
    /// The kernel's name: `nvme0n1`, `nvme0n1p2`, `dm-3`, `cciss!c0d0`.
    public let name: String

    public init(name: String) {
        self.name = name
    }

    /// The device that a node in /dev, or a link to one, stands for.
    ///
    /// - Throws: ``BlockDeviceError``, if there is nothing, or something else.
    public init(path: String, in files: KernelFiles = KernelFiles()) throws(BlockDeviceError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreachable(path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFBLK else { throw .notABlockDevice(path) }
        try self.init(number: DeviceNumber(status.st_rdev), in: files)
    }

    /// The device with this number.
    ///
    /// - Throws: ``BlockDeviceError/noSuchNumber(_:)``. Hidden devices, such as the paths of a multipath NVMe drive,
    ///   have none.
    public init(number: DeviceNumber, in files: KernelFiles = KernelFiles()) throws(BlockDeviceError) {
        guard let folder = files.sys.blockDevice(number) else { throw .noSuchNumber(number) }
        self.init(name: String(folder.split(separator: "/").last ?? ""))
    }

    /// The device that a user means: by path, by the kernel's name, or as `MAJOR:MINOR`.
    public init(named text: String, in files: KernelFiles = KernelFiles()) throws(BlockDeviceError) {
        if text.hasPrefix("/") || text.hasPrefix(".") {
            try self.init(path: text, in: files)
        } else if let number = DeviceNumber(text) {
            try self.init(number: number, in: files)
        } else {
            self.init(name: text.replacing("/", with: "!"))
            guard !text.isEmpty, files.sys.exists(folder) else { throw .noSuchName(text) }
        }
    }

    /// The device that holds a file; nil where the file system has none, or several (btrfs, overlay, network).
    public init?(holding file: String, in files: KernelFiles = KernelFiles()) {
        var status = stat()
        guard stat(file, &status) == 0 else { return nil }
        try? self.init(number: DeviceNumber(status.st_dev), in: files)
    }

    /// All disks that can be opened, in the order of their names, numbers by value: no partitions, no paths of
    /// multipath drives, and no device without size, such as a loop device that is not set up.
    public static func allDisks(in files: KernelFiles = KernelFiles()) -> [BlockDevice] {
        files.sys.entries("block").map(BlockDevice.init).filter {
            files.sys.bool("\($0.folder)/hidden") != true && files.sys.integer("\($0.folder)/size") != 0
        }
        .sorted { NameOrder.isAscending($0.name, $1.name) }
    }

    /// The reason why the list of disks may lack some; nil if it is complete. Containers mask parts of sysfs.
    public static func obstacleToListing() -> String? {
        do throws(Obstacle) {
            _ = try CheckedFiles.sysfs().disks()
            return nil
        } catch {
            return "the block devices cannot be listed: \(error.text(about: ""))"
        }
    }

    /// The reason why mounts or swap are not known; nil if they are.
    public static func obstacleToUses() -> String? {
        do throws(Obstacle) {
            _ = try Mounts(.procfs())
            return nil
        } catch {
            return "mounts and swap are not known: \(error.text(about: ""))"
        }
    }

    /// The disk that it is a partition of; itself if it is none.
    public func wholeDisk(in files: KernelFiles = KernelFiles()) -> BlockDevice {
        guard files.sys.exists("\(folder)/partition"), let path = files.sys.resolved(folder),
            let parent = path.split(separator: "/").dropLast().last
        else { return self }
        return BlockDevice(name: String(parent))
    }

    /// Its node: the kernel writes `!` where the node's name has a slash.
    public var nodePath: String { "/dev/" + name.replacing("!", with: "/") }

    /// Its folder in sysfs, from the root on.
    public var folder: String { "class/block/\(name)" }
}
