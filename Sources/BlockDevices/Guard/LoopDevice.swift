import CPlatform
import Glibc
import Placement

/// A loop device in use, and what it stands on: loop(4).
struct LoopDevice: Equatable, Sendable {
    let device: BlockDevice
    let backing: FileIdentity

    /// Loop(4)'s number in Documentation/admin-guide/devices.txt of the kernel.
    private static let major: UInt32 = 7

    /// All that are in use.
    ///
    /// - Throws: ``Obstacle`` where one cannot be looked at, or where what it stands on is not known.
    static func all(sysfs: CheckedFiles) throws(Obstacle) -> [Self] {
        var found: [Self] = []
        for device in try sysfs.disks() {
            if let loop = try Self(device, sysfs: sysfs) { found.append(loop) }
        }
        return found
    }

    /// Nil for a device that is not in use, and for one that is no loop device.
    private init?(_ device: BlockDevice, sysfs: CheckedFiles) throws(Obstacle) {
        let name = "\(device.folder)/loop/backing_file"
        let isShown = try sysfs.exists("\(device.folder)/loop")
        let file = try isShown ? sysfs.line(name) : nil
        guard let file else {
            let number = try sysfs.line("\(device.folder)/dev").flatMap { DeviceNumber($0) }
            // In use it has a size, and the file's name.
            guard number?.major == Self.major, try sysfs.integer("\(device.folder)/size") > 0 else {
                return nil
            }
            throw .unreadable(sysfs.path(name), errno: ENOENT)
        }
        self.device = device
        // So it is while the device is being detached.
        if file.isEmpty { return nil }
        // The device knows its file whatever became of the name; asking it takes root.
        guard let backing = try Self.askBacking(of: device, sysfs) ?? FileIdentity(file) else {
            guard try sysfs.line(name)?.isEmpty == false else { return nil }
            throw .unknownBacking(device, file: file)
        }
        self.backing = backing
    }

    /// Nil where the device's node is not there or does not answer.
    private static func askBacking(
        of device: BlockDevice, _ sysfs: CheckedFiles
    ) throws(Obstacle) -> FileIdentity? {
        let number = try sysfs.line("\(device.folder)/dev").flatMap { DeviceNumber($0) }
        let descriptor = open(device.nodePath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, DeviceNumber(status.st_rdev) == number else { return nil }
        var fileSystem: UInt64 = 0
        var inode: UInt64 = 0
        var backing: UInt64 = 0
        guard platform_loop_backing(descriptor, &fileSystem, &inode, &backing) == 0 else { return nil }
        return backing != 0
            ? .device(DeviceNumber(dev_t(backing))) : .file(fileSystem: dev_t(fileSystem), inode: inode)
    }
}
