/// A design as `pollbench designs` and reports describe it.
public struct DesignCard: Sendable {
    /// The name on the command line and in `cells.csv`.
    public var name: String
    /// The people who proposed the design, or the project that uses it.
    public var author: String
    /// The proposal, in words: series and date.
    public var source: String
    /// The Message-ID of the proposal, or of the thread in which it was made; nil where there is none.
    public var messageID: String?
    /// The idea in one sentence.
    public var idea: String
    /// Whether the design means something only where each job has a queue of its own on each device.
    public var needsOwnQueues: Bool
    /// Whether a worker polls only queues that it submits to, or that leaves of its own roots are on: with queues of
    /// its own, it then never reaps for another.
    public var pollsForItselfOnly: Bool
    /// How the source counts the parts of a bio down: the default of runs.
    public var counting: CompletionCounting
    /// How the source locks hardware queues: the default of runs.
    public var locking: CompletionLocking
    /// The choice behind the name; nil if there is none.
    public var parameter: DesignParameter?
    /// The name of the design's source file.
    public let file: String

    /// - Parameter fileID: left out, so that it is the design's file.
    init(
        name: String, author: String, source: String, messageID: String? = nil, idea: String,
        needsOwnQueues: Bool = false, pollsForItselfOnly: Bool = false,
        counting: CompletionCounting = .atomic, locking: CompletionLocking = .blocking,
        parameter: DesignParameter? = nil, fileID: String = #fileID
    ) {
        self.name = name
        self.author = author
        self.source = source
        self.messageID = messageID
        self.idea = idea
        self.needsOwnQueues = needsOwnQueues
        self.pollsForItselfOnly = pollsForItselfOnly
        self.counting = counting
        self.locking = locking
        self.parameter = parameter
        file = String(fileID.split(separator: "/").last ?? "")
    }

    /// Author and proposal in words.
    public var origin: String { source.isEmpty ? author : "\(author), \(source)" }

    /// The proposal in the archive of the kernel's mailing lists; nil where it has no Message-ID.
    public var link: String? { messageID.map { "https://lore.kernel.org/r/\($0)" } }

    /// What the design cannot do, in words.
    public var limits: [String] {
        let ownQueues =
            "it needs a queue for each job on each device: --queue-sharing exclusive, or as many --poll-queues as jobs"
        return needsOwnQueues ? [ownQueues] : []
    }
}
