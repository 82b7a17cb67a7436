/// What `pollbench designs` says about a design.
public struct DesignCard: Sendable {
    /// The name on the command line and in `cells.csv`.
    public var name: String
    /// Where the design was proposed.
    public var source: String
    /// The idea in one sentence.
    public var idea: String
    /// Whether it means something only where each job has a queue of its own on each device.
    public var needsOwnQueues: Bool
    /// How the source counts the parts of a bio down, and how it locks queues: what runs use that do not choose.
    public var counting: CompletionCounting
    public var locking: CompletionLocking

    /// The choice behind the name.
    public var parameter: DesignParameter?

    public init(
        name: String, source: String, idea: String, needsOwnQueues: Bool = false,
        counting: CompletionCounting = .atomic, locking: CompletionLocking = .blocking,
        parameter: DesignParameter? = nil
    ) {
        self.name = name
        self.source = source
        self.idea = idea
        self.needsOwnQueues = needsOwnQueues
        self.counting = counting
        self.locking = locking
        self.parameter = parameter
    }

    /// What the design cannot do, for people.
    public var limits: [String] {
        let ownQueues =
            "it needs a queue for each job on each device: --queue-sharing exclusive, or as many --poll-queues as jobs"
        return needsOwnQueues ? [ownQueues] : []
    }
}
