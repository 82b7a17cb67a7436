import Placement

/// A block device as the kernel shows it in sysfs: Documentation/ABI/stable/sysfs-block.
public struct BlockDevice: Hashable, Sendable {
    /// The kernel's name: `nvme0n1`, `dm-3`.
    public let name: String

    public init(name: String) {
        self.name = name
    }
}
