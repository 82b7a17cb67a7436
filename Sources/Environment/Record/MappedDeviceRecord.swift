import BlockDevices

/// What makes a device a mapped one.
public struct MappedDeviceRecord: Codable, Hashable, Sendable {
    /// The name of the mapped device.
    @Nullable public var name: String?
    /// As `dmsetup table` prints it, keys of encryption left out; one line per target. Nil unless root asks.
    @Nullable public var table: [String]?

    /// Nil for other devices.
    ///
    /// - Parameter table: of the device with a number, as text; nil where it is not known.
    init?(_ facts: DeviceFacts, table: (DeviceNumber) -> String?) {
        guard let mappedName = facts.mappedName else { return nil }
        name = mappedName
        self.table = facts.number.flatMap(table)?.split(separator: "\n").map(String.init)
    }

    /// As dmsetup(8) tells it to root.
    public static func kernelsTable(of device: DeviceNumber) -> String? {
        try? Dmsetup().table(of: device)
    }
}
