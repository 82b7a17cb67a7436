/// What the IO of a run goes to, in words.
public struct StackDescription: Equatable, Sendable {
    /// What a matrix calls it; nil where there is only one.
    public let name: String?
    /// The shape of the top device: `striped:2:4096`.
    public let shape: String
    /// The table, in concise form for several mapped devices; empty for a bare device.
    public let tableText: String
    /// The leaves as the text names them first.
    public let deviceNames: [String]
    /// What the leaves are like, in that order; empty for real devices.
    let models: [ModelRequest]
}
