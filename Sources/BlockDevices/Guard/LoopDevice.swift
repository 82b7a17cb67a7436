import CPlatform
import Glibc
import Placement

/// A loop device in use, and what it stands on: loop(4).
struct LoopDevice: Equatable, Sendable {
    let device: BlockDevice
    /// Nil where it can neither be asked nor reached by the name that sysfs shows.
    let backing: FileIdentity?

    static func all(sysfs: Sysfs) -> [Self] {
        sysfs.entries("block").compactMap { Self(BlockDevice(name: $0), sysfs: sysfs) }
    }

    private init?(_ device: BlockDevice, sysfs: Sysfs) {
        guard let file = sysfs.line("\(device.folder)/loop/backing_file") else { return nil }
        self.device = device
        // The device knows its file whatever became of the name; asking it takes root.
        backing = Self.askBacking(of: device) ?? FileIdentity(file)
    }

    private static func askBacking(of device: BlockDevice) -> FileIdentity? {
        let descriptor = open(device.nodePath, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var fileSystem: UInt64 = 0
        var inode: UInt64 = 0
        var number: UInt64 = 0
        guard platform_loop_backing(descriptor, &fileSystem, &inode, &number) == 0 else { return nil }
        return number != 0
            ? .device(DeviceNumber(dev_t(number))) : .file(fileSystem: dev_t(fileSystem), inode: inode)
    }
}
