/// The words that stand for devices in a table.
struct DeviceNames {
    /// The mapped devices of the text.
    let mapped: Set<String>
    /// Names that somebody gave to real devices.
    let given: [String: DeviceReference]
}
