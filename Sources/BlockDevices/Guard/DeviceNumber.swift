import Glibc

/// The number of a block device, major and minor in one: makedev(3).
public struct DeviceNumber: Hashable, Sendable, CustomStringConvertible {
    /// As stat(2) and libmount have it.
    let value: dev_t

    public init(_ value: dev_t) {
        self.value = value
    }

    /// Reads what sysfs writes: `259:0`.
    init?(parsing text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
        guard parts.count == 2, let major = parts[0].map(dev_t.init), let minor = parts[1].map(dev_t.init)
        else { return nil }
        // gnu_dev_makedev of glibc, which Swift does not see; below, gnu_dev_major and gnu_dev_minor.
        value =
            (major & 0xfff) << 8 | (major & 0xffff_f000) << 32 | minor & 0xff | (minor & 0xffff_ff00) << 12
    }

    /// As sysfs writes it: `259:0`.
    public var description: String {
        let major = (value >> 32 & 0xffff_f000) | (value >> 8 & 0xfff)
        let minor = (value >> 12 & 0xffff_ff00) | (value & 0xff)
        return "\(major):\(minor)"
    }
}
