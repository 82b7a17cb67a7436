import BlockDevices

/// What makes a device a mapped one.
public struct MappedDeviceRecord: Codable, Hashable, Sendable {
    /// The name of the mapped device.
    @Nullable public var name: String?
    /// The table as `dmsetup table` prints it, without encryption keys; one line per target. Nil unless run as root.
    @Nullable public var table: [String]?

    /// Nil for other devices.
    ///
    /// - Parameter table: of the device with a number, as text; nil where it is not known.
    init?(_ facts: DeviceFacts, table: (DeviceNumber) -> String?) {
        guard let mappedName = facts.mappedName else { return nil }
        name = mappedName
        self.table = facts.number.flatMap(table)?.split(separator: "\n").map(String.init)
    }

    /// The table from dmsetup(8), which needs root.
    public static func kernelsTable(of device: DeviceNumber) -> String? {
        try? Dmsetup().table(of: device)
    }
}
