import Placement

/// The version of a kernel: `6.12.117+deb12-amd64` is 6.12.
struct KernelRelease: Comparable {
    let major: Int
    let minor: Int

    static let pollingMappedDevices = KernelRelease(major: 5, minor: 18)

    init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    init?(_ files: KernelFiles) {
        let parts = files.proc.line("sys/kernel/osrelease")?.split(separator: ".") ?? []
        guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber })
        else { return nil }
        self.init(major: major, minor: minor)
    }

    static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }
}
