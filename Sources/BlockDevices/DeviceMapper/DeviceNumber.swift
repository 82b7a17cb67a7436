import Glibc

/// What the kernel knows a device by, written `MAJOR:MINOR`.
public struct DeviceNumber: Hashable, Sendable, CustomStringConvertible {
    public let major: UInt32
    public let minor: UInt32

    public init(major: UInt32, minor: UInt32) {
        self.major = major
        self.minor = minor
    }

    /// The device behind a node, whatever its path; nil where there is no block device.
    public init?(ofNode path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFBLK else { return nil }
        // gnu_dev_major and gnu_dev_minor of glibc, which Swift does not see.
        let device = UInt64(status.st_rdev)
        self.init(
            major: UInt32(device >> 32 & 0xffff_f000 | device >> 8 & 0xfff),
            minor: UInt32(device >> 12 & 0xffff_ff00 | device & 0xff))
    }

    public var description: String { "\(major):\(minor)" }
}
