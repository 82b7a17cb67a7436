/// Where the device comes from that the design `kernel` runs on.
public enum KernelDeviceChoice: Equatable, Sendable {
    /// Made of the table's text before the runs, removed after them.
    case create
    /// A mapped device that is there already, by its node.
    case existing(path: String)
}
