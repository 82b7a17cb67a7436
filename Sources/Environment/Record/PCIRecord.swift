import BlockDevices
import Placement

/// The PCI function that a device hangs from, and its link (Documentation/ABI/testing/sysfs-bus-pci of the kernel).
public struct PCIRecord: Codable, Hashable, Sendable {
    /// `0000:40:00.0`.
    public var address: String
    /// `16.0 GT/s PCIe`.
    @Nullable public var linkSpeed: String?
    /// Lanes.
    @Nullable public var linkWidth: Int?
    @Nullable public var maxLinkSpeed: String?
    @Nullable public var maxLinkWidth: Int?
    /// `D0` is awake.
    @Nullable public var powerState: String?

    /// The nearest function on the way from a disk to the root of the device tree; nil for disks that have none.
    init?(of disk: BlockDevice, in sys: Sysfs) {
        var path = sys.resolved(disk.folder)?.split(separator: "/") ?? []
        while let last = path.last, last.wholeMatch(of: /[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]/) == nil
        {
            path.removeLast()
        }
        guard let address = path.last else { return nil }
        let folder = path.joined(separator: "/")
        self.address = String(address)
        linkSpeed = sys.line("\(folder)/current_link_speed")
        linkWidth = sys.integer("\(folder)/current_link_width")
        maxLinkSpeed = sys.line("\(folder)/max_link_speed")
        maxLinkWidth = sys.integer("\(folder)/max_link_width")
        powerState = sys.line("\(folder)/power_state")
    }
}
