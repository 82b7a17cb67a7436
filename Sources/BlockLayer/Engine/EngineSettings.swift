/// The switches of the engine, the same for every design.
public struct EngineSettings: Sendable, BitwiseCopyable {
    /// The workers that may touch a queue.
    public var sharing: QueueSharing
    /// The way in which a poll takes the completion lock.
    public var locking: CompletionLocking
    /// The time at which reaped leaves end: in the lock or after it.
    public var ending: CompletionEnding
    /// Plain only where it is safe: see ``CompletionCounting``.
    public var counting: CompletionCounting
    /// Leaves that a worker collects for a queue before it takes the submission lock and rings the doorbell; what
    /// has been collected goes out at the latest before the worker polls.
    public var batchSubmit: Int
    /// The most leaves that one poll of a queue reaps.
    public var reapLimit: Int
    /// How long one poll stays on a queue that is empty.
    public var spin: SpinPolicy

    public init(
        sharing: QueueSharing = .shared, locking: CompletionLocking = .blocking,
        ending: CompletionEnding = .afterLock, counting: CompletionCounting = .atomic, batchSubmit: Int = 1,
        reapLimit: Int = 256, spin: SpinPolicy = .oneShot
    ) {
        self.sharing = sharing
        self.locking = locking
        self.ending = ending
        self.counting = counting
        self.batchSubmit = batchSubmit
        self.reapLimit = reapLimit
        self.spin = spin
    }
}
