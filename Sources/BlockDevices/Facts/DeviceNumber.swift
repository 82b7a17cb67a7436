import Glibc

/// `MAJOR:MINOR`, by which the kernel knows a device.
public struct DeviceNumber: Hashable, Sendable, CustomStringConvertible {
    /// The major number.
    public let major: UInt32
    /// The minor number.
    public let minor: UInt32

    public init(major: UInt32, minor: UInt32) {
        self.major = major
        self.minor = minor
    }

    /// The device behind a node, whatever its path; nil where there is no block device.
    public init?(ofNode path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFBLK else { return nil }
        self.init(status.st_rdev)
    }

    /// The two parts of a `dev_t` (gnu_dev_major and gnu_dev_minor of glibc, which Swift does not see).
    public init(_ device: dev_t) {
        major = UInt32(truncatingIfNeeded: (device >> 32 & 0xffff_f000) | (device >> 8 & 0xfff))
        minor = UInt32(truncatingIfNeeded: (device >> 12 & 0xffff_ff00) | (device & 0xff))
    }

    /// Reads `MAJOR:MINOR`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.first?.isNumber == true }),
            let major = UInt32(parts[0]),
            let minor = UInt32(parts[1])
        else { return nil }
        self.major = major
        self.minor = minor
    }

    public var description: String { "\(major):\(minor)" }
}
