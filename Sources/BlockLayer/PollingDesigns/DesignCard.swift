/// What `pollbench designs` says about a design.
public struct DesignCard: Sendable {
    /// The name on the command line and in `cells.csv`.
    public var name: String
    /// Where the design was proposed.
    public var source: String
    /// The idea in one sentence.
    public var idea: String

    public init(name: String, source: String, idea: String) {
        self.name = name
        self.source = source
        self.idea = idea
    }
}
