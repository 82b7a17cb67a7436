/// `child-counter`: a parent counts its children, and the thread polls the queues it owns, never a particular parent.
///
/// - Source: SPDK, where each thread has a queue pair of its own on each device.
/// - State: the counter, which a bio has anyway (``CompletionWord``); SPDK's is plain. Nothing to track, nothing to
///   walk.
/// - Submission: nothing.
/// - Poll: one queue of each device, the one that the thread's CPU maps to, whatever the root. Where threads share
///   queues that is iterate-all over the thread's own map.
/// - Locks: none, since each thread has its own queues.
/// - Lifetime: nothing names a bio. The last child to end completes the parent, on whichever thread reaps it.
struct ChildCounter<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "child-counter", author: "SPDK", source: "SPDK",
            idea:
                "the parent counts its children; a thread polls the queues it owns, never a particular parent",
            needsOwnQueues: true, pollsForItselfOnly: true, counting: .plain, locking: .none)
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        worker.pollOwnQueues()
    }
}
