/// The words that stand for devices in a table.
struct DeviceNames {
    /// The mapped devices of the text.
    let mapped: Set<String>
    /// Names of real devices, as a matrix defines them.
    let given: [String: DeviceReference]
}
