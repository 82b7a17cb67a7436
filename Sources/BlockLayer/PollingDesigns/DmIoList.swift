/// `dm-io-list`: the mapped IOs of a root hang in a list from a word of the root that is unused while it is in flight.
///
/// - Source: "dm: support bio polling", merged in Linux 5.18; the single list is of 5.19.
/// - State: in each clone, which is the mapped-IO object (`dm_io` contains its clone and comes from a pool per worker),
///   the link of the list and the cookie. The list's head borrows ``Bio/next`` of the bio that was divided, which
///   nobody uses while it is in flight; of `bi_private` the kernel has to keep the value. In the root a flag, and the
///   queue if the root itself was remapped in place to it: such a bio the kernel polls by its cookie, without dm.
/// - Submission: each object starts with a count of 2, one for the completion and one for the poller, which is the
///   clone's own completion word with one count more; it is pushed to the list.
/// - Poll: takes the list off the root. An object with both counts is polled: a leaf's queue, or the list of a lower
///   mapped device. With one count left it is dropped, which may complete the root; else it is put back.
/// - Locks: none for the list: one poller per root is assumed, and asserted.
/// - Lifetime: the poller's count keeps an object until the owner has dropped it, so a completion that another worker
///   reaps finishes the clone, never the root. A polled clone that comes back with EAGAIN is submitted again unpolled.
struct DmIoList<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "dm-io-list", author: "Ming Lei, Mike Snitzer", source: "Linux 5.18 and later",
            messageID: "20210617103549.930311-4-ming.lei@redhat.com",
            idea:
                "a list of mapped IOs hangs from a borrowed word of the root; only the owner's poll drops them",
            pollsForItselfOnly: true)
    }

    struct RootState: InlineState, BitwiseCopyable {
        /// `UInt32.max` for a root that did not reach one.
        fileprivate var queue = UInt32.max
        /// Whether there is a list: REQ_DM_POLL_LIST.
        fileprivate var hasList = false
    }

    struct CloneState: InlineState, ~Copyable {
        fileprivate var next = LiveBio<M>()
        /// The hardware queue, or one of the two numbers below. Changed by whoever reaps a clone with EAGAIN.
        fileprivate let queue = SharedWord<M>(0)

        /// Of a clone that was divided further.
        static var divided: UInt64 { .max }
        /// Of a clone that nobody has to poll.
        static var unpolled: UInt64 { .max - 1 }
    }

    static var completions: CompletionSource { .pollsAndInterrupts }

    static var leafEnding: LeafEnding { .counted }

    @inline(__always)
    func rootStarted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        root.pointee.state = RootState()
    }

    @inline(__always)
    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        let queue = worker.leafQueue(of: bio)
        if bio.pointee.parent == nil {
            root.pointee.state.queue = queue ?? .max
            return
        }
        Clone<Self>.containing(bio).pointee.state.queue.storeRelaxed(
            queue.map(UInt64.init) ?? CloneState.divided)
    }

    @inline(__always)
    func bioWasMapped<Queue>(
        _ bio: BioPointer<M>, into clones: BioList<M>, count: Int, of root: RootPointer<Self>,
        on worker: inout Worker<Self, Queue>
    ) {
        bio.pointee.next = nil
        var next = clones.first
        while let clone = next {
            next = clone.pointee.next
            push(clone, of: bio, on: worker)
        }
        if bio.pointee.parent == nil { root.pointee.state.hasList = true }
    }

    /// Puts a clone on the list of the bio that it is a part of; until it is submitted there is nothing to poll.
    @inline(__always)
    private func push<Queue>(
        _ clone: BioPointer<M>, of bio: BioPointer<M>, on worker: borrowing Worker<Self, Queue>
    ) {
        worker.hold(clone)
        let object = Clone<Self>.containing(clone)
        object.pointee.state.queue.storeRelaxed(CloneState.unpolled)
        object.pointee.state.next = LiveBio(bio.pointee.next)
        bio.pointee.next = clone
    }

    @inline(__always)
    func cloneFailedOver<Queue>(
        _ clone: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        let parent = clone.pointee.parent.unsafelyUnwrapped
        push(clone, of: parent, on: worker)
        if parent.pointee.parent == nil { root.pointee.state.hasList = true }
    }

    @inline(__always)
    func leafIsPolledAgain<Queue>(_ leaf: BioPointer<M>, on worker: inout Worker<Self, Queue>) -> Bool {
        if leaf.pointee.parent == nil { return true }
        Clone<Self>.containing(leaf).pointee.state.queue.storeRelaxed(CloneState.unpolled)
        return false
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        assert(Int(root.pointee.bio.owner) == worker.number, "one poller per root")
        if root.pointee.state.queue != .max { return worker.pollQueue(root.pointee.state.queue) }
        if !root.pointee.state.hasList { return 0 }
        let (reaped, isDone) = pollList(of: Root.bio(of: root), on: &worker)
        if isDone { root.pointee.state.hasList = false }
        return reaped
    }

    private func pollList<Queue>(
        of bio: BioPointer<M>, on worker: inout Worker<Self, Queue>
    ) -> (reaped: Int, isDone: Bool) {
        var next = LiveBio(bio.pointee.next)
        // Restored first: when the last object is dropped, the bio may end and be linked elsewhere.
        bio.pointee.next = nil
        var kept: BioPointer<M>?
        var reaped = 0
        while let clone = next.bio {
            let object = Clone<Self>.containing(clone)
            next = object.pointee.state.next
            if !worker.isFinished(clone) { reaped &+= pollObject(clone, on: &worker) }
            if worker.isFinished(clone) {
                worker.endHeld(clone)
            } else {
                object.pointee.state.next = LiveBio(kept)
                kept = clone
            }
        }
        // What is kept holds a count of the bio, so it has not ended.
        if kept != nil { bio.pointee.next = kept }
        return (reaped, kept == nil)
    }

    @inline(__always)
    private func pollObject<Queue>(
        _ clone: BioPointer<M>, on worker: inout Worker<Self, Queue>
    ) -> Int {
        switch Clone<Self>.containing(clone).pointee.state.queue.loadRelaxed() {
        case CloneState.divided: pollList(of: clone, on: &worker).reaped
        case CloneState.unpolled: 0
        case let queue: worker.pollQueue(UInt32(truncatingIfNeeded: queue))
        }
    }
}
