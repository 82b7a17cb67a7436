/// A mapped device that is to be made.
public struct NewMappedDevice: Sendable {
    /// The identity of the device.
    public let identity: DeviceIdentity
    /// Lines `START LENGTH TYPE ARGUMENTS`, as `dmsetup create` takes them.
    public let table: String
    public let isReadOnly: Bool

    public init(_ identity: DeviceIdentity, table: String, isReadOnly: Bool) {
        self.identity = identity
        self.table = table
        self.isReadOnly = isReadOnly
    }
}
