import CPlatform
import Glibc
import Placement

/// sysfs or procfs as far as the guard believes them: the kernel's own files, with no other file system mounted over a
/// part of them. Containers hide devices in that way, and what is hidden must not pass for what is not there.
///
/// Where a file cannot be read, every question throws ``Obstacle/unreadable(_:errno:)`` or ``Obstacle/masked(_:)`` with
/// its path.
struct CheckedFiles: Sendable {
    private let files: Sysfs
    private let device: dev_t

    /// The files of the running kernel; the numbers are SYSFS_MAGIC and PROC_SUPER_MAGIC of linux/magic.h.
    static func sysfs() throws(Obstacle) -> Self { try Self("/sys", magic: 0x6265_6572) }
    static func procfs() throws(Obstacle) -> Self { try Self("/proc", magic: 0x9fa0) }

    /// - Parameter magic: the type that the file system at the root must have; nil for tests, which bring folders.
    init(_ root: String, magic: Int64? = nil) throws(Obstacle) {
        let descriptor = try Descriptor(root, O_RDONLY | O_DIRECTORY)
        var status = stat()
        guard fstat(descriptor.number, &status) == 0 else { throw .unreadable(root, errno: errno) }
        guard magic == nil || platform_file_system_magic(descriptor.number) == magic else {
            throw .masked(root)
        }
        files = Sysfs(root: root)
        device = status.st_dev
    }

    /// The path for the user.
    func path(_ path: String) -> String { "\(files.root)/\(path)" }

    /// Whether there is such a file or folder.
    func exists(_ path: String) throws(Obstacle) -> Bool {
        var status = stat()
        guard stat(self.path(path), &status) == 0 else {
            guard errno == ENOENT || errno == ENOTDIR else {
                throw .unreadable(self.path(path), errno: errno)
            }
            return false
        }
        guard status.st_dev == device else { throw .masked(self.path(path)) }
        return true
    }

    /// Whether a folder lists this name, also as a link that leads nowhere.
    private func lists(_ path: String) -> Bool {
        var status = stat()
        return lstat(self.path(path), &status) == 0
    }

    /// The names in a folder, which must be there.
    func entries(_ path: String) throws(Obstacle) -> [String] {
        guard try exists(path) else { throw .unreadable(self.path(path), errno: ENOENT) }
        guard access(self.path(path), R_OK | X_OK) == 0 else {
            throw .unreadable(self.path(path), errno: errno)
        }
        return files.entries(path)
    }

    /// All disks that sysfs lists.
    ///
    /// - Throws: ``Obstacle`` also where one of them cannot be looked at.
    func disks() throws(Obstacle) -> [BlockDevice] {
        var found: [BlockDevice] = []
        for name in try entries("block") {
            let device = BlockDevice(name: name)
            // Each has a size, also one that is hidden.
            if try exists("\(device.folder)/size") {
                found.append(device)
            } else if lists("block/\(name)") {
                throw .unreadable(path("\(device.folder)/size"), errno: ENOENT)
            }
            // One that is no longer listed went away meanwhile, and is in no one's way.
        }
        return found
    }

    /// The first line of a file; nil where there is no such file.
    func line(_ path: String) throws(Obstacle) -> String? {
        guard try exists(path) else { return nil }
        errno = 0
        if let line = files.line(path) { return line }
        // What belongs to a device that went since says so.
        if errno == ENODEV || errno == ENOENT { return nil }
        guard errno == 0 else { throw .unreadable(self.path(path), errno: errno) }
        return ""
    }

    /// A number that is not negative, of a file that must be there.
    func integer(_ path: String) throws(Obstacle) -> Int {
        guard try exists(path) else { throw .unreadable(self.path(path), errno: ENOENT) }
        guard let number = files.integer(path) else { throw .unreadable(self.path(path), errno: EINVAL) }
        return number
    }

    /// The last part of where a path leads; nil where it leads nowhere.
    func resolvedName(_ path: String) throws(Obstacle) -> String? {
        try exists(path) ? files.resolvedName(path) : nil
    }
}
