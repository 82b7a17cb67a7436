import BlockDevices

/// What makes a device a mapped one.
public struct MappedDeviceRecord: Codable, Hashable, Sendable {
    @Nullable public var name: String?
    /// As `dmsetup table` prints it, keys of encryption left out; one line per target. Nil unless root asks.
    @Nullable public var table: [String]?

    /// Nil for other devices.
    init?(_ facts: DeviceFacts) {
        guard let mappedName = facts.mappedName else { return nil }
        name = mappedName
        let text = facts.number.flatMap { number in try? Dmsetup().table(of: number) }
        table = text?.split(separator: "\n").map(String.init)
    }
}
