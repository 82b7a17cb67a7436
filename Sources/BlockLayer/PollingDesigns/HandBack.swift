/// `hand-back`: whoever reaps another worker's leaf hands it back, and only its owner ends it.
///
/// - Source: this project; what the designs before it pay for, left out. From `child-counter` that a thread polls for
///   all of its roots at once, from `bio-array` that it knows which queues have leaves of its own, from `busy-skip`
///   that pollers never wait for each other, from `task-groups` that owners end their leaves.
/// - State: per worker and device the number of its leaves on the queue that it submits to. Nothing per root or clone.
/// - Submission: one plain addition.
/// - Poll: whatever the root, the queues with leaves of this worker. One that another worker is just reaping is left
///   alone: what is found there comes by itself.
/// - Locks: only the queues' own, for which no poller waits. A poll that reaped for others leaves each of them a list
///   in its mailbox, one compare-exchange for all of its leaves; roots and clones stay in their owner's cache, and
///   their counts need no atomic instruction.
/// - Lifetime: nobody but the owner ends a bio, so whatever it names is alive until it says otherwise itself.
struct HandBack<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "hand-back", author: "pollbench", source: "this project",
            idea:
                "a thread polls queues with leaves of its own, waits for nobody, hands back what it reaps for others",
            pollsForItselfOnly: true,
            counting: .plain)
    }

    static var leafEnding: LeafEnding { .handedBack }

    struct WorkerState: BitwiseCopyable {
        /// Leaves that were submitted and have not ended, by the number of their device.
        fileprivate let pending: UnsafeMutablePointer<UInt32>
    }

    func workerPrepared(_ limits: StackLimits, roots: Int) -> WorkerState {
        let pending = UnsafeMutablePointer<UInt32>.allocate(capacity: limits.devices)
        pending.initialize(repeating: 0, count: limits.devices)
        return WorkerState(pending: pending)
    }

    func workerRetired(_ state: WorkerState) {
        state.pending.deallocate()
    }

    @inline(__always)
    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        // A leaf with a cookie is still there: this worker alone ends it, and not while it submits.
        if cookie != .none { worker.designState.pending[Int(bio.pointee.device)] &+= 1 }
    }

    @inline(__always)
    func leafReaped<Queue>(
        _ leaf: BioPointer<M>, from queue: UInt32, on worker: inout Worker<Self, Queue>
    ) {
        assert(worker.designState.pending[Int(leaf.pointee.device)] > 0, "a leaf that was not submitted")
        worker.designState.pending[Int(leaf.pointee.device)] &-= 1
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        let queues = worker.ownQueues
        var reaped = 0
        for device in 0..<queues.count where worker.designState.pending[device] != 0 {
            reaped &+= worker.pollQueue(queues[device], unlessBusy: true)
        }
        return reaped
    }
}
