import CPlatform
import Glibc

/// What has to be known of a file or block device before a stack is planned over it.
public struct UringProbe: Sendable {
    /// The size in sectors.
    public var sizeSectors: UInt64
    /// Offsets and lengths of O_DIRECT are multiples of this, in bytes.
    public var alignmentBytes: Int
    public var isBlockDevice: Bool
    /// Whether the kernel takes no writes for it, whoever asks: of block devices only.
    public var isReadOnly: Bool

    /// Opens the path as the run would and looks.
    ///
    /// - Throws: ``RunError/device(_:)`` with the path and what to do: it does not exist, cannot be opened that way, or
    ///   is neither a regular file nor a block device.
    public init(_ path: String, isWritable: Bool) throws(RunError) {
        // Not blocking: a pipe would wait for its other end.
        let descriptor = open(path, (isWritable ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0 { throw .device(Self.openFailure(path, isWritable, errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .device("\(path): \(errorText(errno))") }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            sizeSectors = UInt64(status.st_size) / UInt64(sectorBytes)
            alignmentBytes = sectorBytes
            isBlockDevice = false
            isReadOnly = false
        case S_IFBLK:
            (sizeSectors, alignmentBytes, isReadOnly) = try Self.blockDevice(path, descriptor)
            isBlockDevice = true
        default: throw .device("\(path) is neither a file nor a block device")
        }
    }

    private static func blockDevice(
        _ path: String, _ descriptor: Int32
    ) throws(RunError) -> (sizeSectors: UInt64, alignmentBytes: Int, isReadOnly: Bool) {
        var bytes: UInt64 = 0
        var alignment: Int32 = 0
        var isReadOnly: Int32 = 0
        guard platform_block_device_size(descriptor, &bytes) == 0,
            platform_block_device_sector_size(descriptor, &alignment) == 0,
            platform_block_device_read_only(descriptor, &isReadOnly) == 0
        else { throw .device("\(path): cannot read its size: \(errorText(errno))") }
        return (bytes / UInt64(sectorBytes), Int(alignment), isReadOnly != 0)
    }

    private static func openFailure(_ path: String, _ isWritable: Bool, _ errno: Int32) -> String {
        switch errno {
        case ENOENT: "\(path) does not exist"
        case EACCES, EPERM:
            "\(path) may not be opened for \(isWritable ? "writing" : "reading"): run as root or change its mode"
        case EROFS: "\(path) is on a read-only file system and the workload writes"
        default: "\(path) cannot be opened: \(errorText(errno))"
        }
    }
}
