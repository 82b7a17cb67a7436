import Glibc

/// What a path leads to, whatever it is called: symbolic links, hard links and other nodes of a device are
/// one.
enum FileIdentity: Hashable, Sendable {
    case device(DeviceNumber)
    case file(fileSystem: dev_t, inode: UInt64)

    /// Nil where the path leads nowhere.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self =
            status.st_mode & S_IFMT == S_IFBLK
            ? .device(DeviceNumber(status.st_rdev))
            : .file(fileSystem: status.st_dev, inode: UInt64(status.st_ino))
    }
}
