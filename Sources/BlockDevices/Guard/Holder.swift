import Placement

/// A device that stands on another: `holders` in sysfs.
struct Holder: Equatable, Sendable {
    let device: BlockDevice
    /// The name for device-mapper; nil for md and others.
    let mappedName: String?
    /// The maker: the word before the first dash of a mapped device's UUID, as LVM, CRYPT, mpath.
    let maker: String?

    static func all(of device: BlockDevice, sysfs: CheckedFiles) throws(Obstacle) -> [Self] {
        try sysfs.entries("\(device.folder)/holders").map { (name) throws(Obstacle) in
            let holder = BlockDevice(name: name)
            let uuid = try sysfs.line("\(holder.folder)/dm/uuid")
            return Self(
                device: holder, mappedName: try sysfs.line("\(holder.folder)/dm/name"),
                maker: uuid?.split(separator: "-").first.map(String.init))
        }
    }

    /// The command that releases the device.
    var remedy: String {
        guard let mappedName else {
            return device.name.hasPrefix("md") ? "mdadm --stop \(device.nodePath)" : "stop \(device.nodePath)"
        }
        return switch maker {
        case "LVM": "lvchange -an /dev/mapper/\(mappedName)"
        case "CRYPT": "cryptsetup close \(mappedName)"
        case "mpath": "write to /dev/mapper/\(mappedName) instead"
        default: "dmsetup remove \(mappedName)"
        }
    }
}

extension Holder: CustomStringConvertible {
    /// `dm-3 (vg-data)`, `md0`.
    var description: String {
        device.name + (mappedName.map { " (\($0))" } ?? "")
    }
}
