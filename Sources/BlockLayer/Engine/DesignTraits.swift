// How the engine treats a design: constants of its type, so that each run is compiled for them.

/// The way in which completions of a design's leaves are found.
enum CompletionSource: BitwiseCopyable {
    /// The owner of a root polls for it, after ``PollingDesign/rootWasSubmitted`` returned.
    case polls
    /// The owner polls inside ``PollingDesign/rootWasSubmitted``, which returns when the root is done: a worker has one
    /// root in flight.
    case pollsInSubmit
    /// The owner polls, but for the leaves that the design leaves to an interrupt (``Worker/leaveUnpolled()``). Each
    /// worker then has one more queue on each device.
    case pollsAndInterrupts
    /// The worker sleeps until a queue interrupts (``Worker/waitForInterrupt()``).
    case interrupts
}

extension PollingDesign {
    /// Whether workers sleep until a queue interrupts.
    @inline(__always)
    static var waitsForInterrupts: Bool { completions == .interrupts }

    /// Whether a root is done when ``rootWasSubmitted`` returns.
    @inline(__always)
    static var waitsInSubmit: Bool { completions == .pollsInSubmit }

    /// Whether interrupts complete some leaves.
    @inline(__always)
    static var leavesUnpolled: Bool { completions == .pollsAndInterrupts }

    /// The number of interrupt-driven queues on each leaf device, behind the polled ones.
    static func unpolledQueueCount(workers: Int) -> Int { leavesUnpolled ? workers : 0 }

    /// Whether the engine can do what the design asks for: a leaf that is handed back was reaped from a polled queue.
    static var isPossible: Bool { !(leavesUnpolled && leafEnding == .handedBack) }
}

/// The thread that ends a leaf, and so drops a count of the bio that the leaf is a part of.
public enum LeafEnding: Sendable, BitwiseCopyable {
    /// The thread that reaps it, at once.
    case byReaper
    /// Its owner, in a later poll: the design holds the leaf, see ``Worker/hold(_:)``, and the reaper only marks it
    /// finished, by a store to its completion word, of which it has the only count beside the hold.
    case marked
    /// The same, and the reaper drops a count of the leaf as ``CompletionCounting`` says.
    case counted
    /// Its owner: a worker that reaps another's leaf puts it into that worker's mailbox. ``PollingDesign/leafReaped``
    /// and ``PollingDesign/cloneEnded`` then run on the owner, with its next look at what ended.
    case handedBack

    /// Whether counts of bios are dropped by their owners only, so that they may be
    /// ``CompletionCounting/plain`` even where threads share queues.
    public var isByOwner: Bool { self != .byReaper }
}
