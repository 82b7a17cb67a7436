/// `root-list`: the root carries a locked list of its leaves and their cookies.
///
/// - Source: RFC 6/7 "block: track cookies of split bios for bio-based device", 23 December 2020.
/// - State: in the root a list head, a lock and the pin; in each clone a list node, the root and the cookie. The patch
///   has all of it in `struct bio`, for every bio in the system. A root that is remapped in place to a queue is not on
///   its own list, it has a cookie.
/// - Submission: the root is pinned by an extra count, so that it cannot end before it is polled; each bio is guarded
///   by another while its driver takes it; a valid cookie puts the leaf at the tail of the list.
/// - Poll: stays with the first leaf until it is gone, then with the next, until the list is empty; then the pin is
///   dropped, which lets the root end.
/// - Locks: the root's, at each submission and each end of a leaf, and twice per turn of a poll.
/// - Lifetime: the pin keeps the root, the list its leaves. Here the owner alone drops the pin, once, and an empty list
///   alone is no completion; for what the patch does, see ``RootListRules``.
struct RootList<M: Machine, Rules: RootListRules>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "root-list", author: "Jeffle Xu", source: "RFC 6/7 of December 2020",
            messageID: "20201223112624.78955-7-jefflexu@linux.alibaba.com",
            idea:
                "the root carries a locked list of its leaves' cookies; one poll stays until the list is empty",
            pollsForItselfOnly: true)
    }

    struct RootState: InlineState, ~Copyable {
        let lock = SpinLock<M>()
        var first = LiveBio<M>()
        var last = LiveBio<M>()
        /// Leaves on the list: written under the lock, read by the owner without it.
        let count = SharedWord<M>(0)
        /// Where the root itself went, if it is the leaf.
        var cookie = Cookie.none
        /// Whether the owner still has its hold: the pin.
        var isPinned = false
    }

    struct CloneState: InlineState, ~Copyable {
        var previous = LiveBio<M>()
        var next = LiveBio<M>()
        var root = LiveBio<M>()
        var cookie = Cookie.none
    }

    static var promises: DesignPromises {
        DesignPromises(pollsOwnRootsOnly: !Rules.anyPollerDropsPin, areOfState: true)
    }

    func brokenPromise<Queue>(of worker: borrowing Worker<Self, Queue>) -> String? {
        var next = worker.firstRootInFlight
        while let root = next {
            if !root.pointee.state.lock.isHeld(), let text = Self.fault(ofListOf: root) { return text }
            next = root.pointee.nextInFlight
        }
        return nil
    }

    /// What is wrong with a root's list while none holds its lock: each leaf on it is in use and has a cookie, links go
    /// both ways, and the count is that of the leaves.
    private static func fault(ofListOf root: RootPointer<Self>) -> String? {
        let count = root.pointee.state.count.load()
        var (found, last, next) = (UInt64(0), LiveBio<M>(), root.pointee.state.first)
        while found <= count, next.isCurrent, let leaf = next.bio {
            let state = Clone<Self>.containing(leaf)
            if state.pointee.state.cookie == .none { return "a leaf without a cookie is on a list" }
            if state.pointee.state.previous.bio != last.bio { return "a list has two orders" }
            (found, last, next) = (found + 1, next, state.pointee.state.next)
        }
        if !next.isCurrent { return "a leaf that has ended is on a list" }
        if found != count { return "\(found) leaves on a list of \(count)" }
        return root.pointee.state.last.bio == last.bio ? nil : "the last leaf of a list is not its end"
    }

    func nameWords(ofRoot root: RootPointer<Self>, _ name: (UnsafeRawPointer, String) -> Void) {
        withUnsafePointer(to: root.pointee.state.lock) { name($0, "the root's lock") }
        withUnsafePointer(to: root.pointee.state.count) { name($0, "the length of the root's list") }
    }

    @inline(__always)
    func rootStarted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        root.pointee.bio.completion.hold()
        root.pointee.state.isPinned = true
        root.pointee.state.cookie = .none
    }

    @inline(__always)
    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        bio.pointee.completion.pin()
        if bio.pointee.parent == nil { return }
        let clone = Clone<Self>.containing(bio)
        clone.pointee.state.root = LiveBio(Root.bio(of: root))
        clone.pointee.state.cookie = .none
    }

    @inline(__always)
    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        if cookie != .none {
            if bio.pointee.parent == nil {
                root.pointee.state.cookie = cookie
            } else {
                Clone<Self>.containing(bio).pointee.state.cookie = cookie
                append(bio, to: root, on: &worker)
            }
        }
        worker.dropCount(of: bio, .ok, readyTicks: 0)
    }

    @inline(__always)
    func cloneFailedOver<Queue>(
        _ clone: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        if Clone<Self>.containing(clone).pointee.state.cookie == .none { return }
        worker.take(root.pointee.state.lock)
        unlink(clone, from: root)
        root.pointee.state.lock.unlock()
    }

    @inline(__always)
    func cloneEnded<Queue>(_ clone: BioPointer<M>, on worker: inout Worker<Self, Queue>) {
        let state = Clone<Self>.containing(clone)
        guard state.pointee.state.cookie != .none, let rootBio = state.pointee.state.root.bio else { return }
        let root = Root<Self>.containing(rootBio)
        worker.take(root.pointee.state.lock)
        unlink(clone, from: root)
        root.pointee.state.lock.unlock()
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        if !root.pointee.state.isPinned, let queue = root.pointee.state.cookie.queue {
            return worker.pollQueue(queue)
        }
        var reaped = 0
        var attempt: UInt32 = 0
        while let queue = firstQueue(of: root, on: &worker) ?? ownQueue(of: root, on: worker) {
            let found = worker.pollQueue(queue)
            reaped &+= found
            if found == 0 { worker.yieldTurn(attempt) }
            if worker.givesUp(attempt) { return reaped }
            attempt &+= 1
        }
        if mayDropPin(of: root, on: worker) {
            root.pointee.state.isPinned = false
            worker.dropHold(of: Root.bio(of: root))
        }
        return Rules.emptyListIsDone ? max(reaped, 1) : reaped
    }

    /// The queue of a root that is the leaf, until it is reaped: then the pin is the only count left.
    @inline(__always)
    private func ownQueue<Queue>(
        of root: RootPointer<Self>, on worker: borrowing Worker<Self, Queue>
    ) -> UInt32? {
        guard let queue = root.pointee.state.cookie.queue else { return nil }
        return worker.isFinished(Root.bio(of: root)) ? nil : queue
    }

    @inline(__always)
    private func mayDropPin<Queue>(
        of root: RootPointer<Self>, on worker: borrowing Worker<Self, Queue>
    ) -> Bool {
        root.pointee.state.isPinned && Int(root.pointee.bio.owner) == worker.number
            || Rules.anyPollerDropsPin
    }

    @inline(__always)
    private func firstQueue<Queue>(
        of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) -> UInt32? {
        if root.pointee.state.count.load() == 0 { return nil }
        worker.take(root.pointee.state.lock)
        let queue = root.pointee.state.first.bio.flatMap {
            Clone<Self>.containing($0).pointee.state.cookie.queue
        }
        root.pointee.state.lock.unlock()
        return queue
    }

    @inline(__always)
    private func append<Queue>(
        _ bio: BioPointer<M>, to root: RootPointer<Self>,
        on worker: inout Worker<Self, Queue>
    ) {
        let clone = Clone<Self>.containing(bio)
        worker.take(root.pointee.state.lock)
        let last = root.pointee.state.last
        clone.pointee.state.previous = last
        clone.pointee.state.next = LiveBio()
        link(after: last, to: LiveBio(bio), of: root)
        root.pointee.state.last = LiveBio(bio)
        root.pointee.state.count.store(root.pointee.state.count.loadRelaxed() &+ 1)
        root.pointee.state.lock.unlock()
    }

    /// Under the root's lock.
    @inline(__always)
    private func unlink(_ bio: BioPointer<M>, from root: RootPointer<Self>) {
        willWriteState(of: bio)
        let clone = Clone<Self>.containing(bio)
        let previous = clone.pointee.state.previous
        let next = clone.pointee.state.next
        link(after: previous, to: next, of: root)
        if let next = next.bio {
            willWriteState(of: next)
            Clone<Self>.containing(next).pointee.state.previous = previous
        } else {
            root.pointee.state.last = previous
        }
        root.pointee.state.count.store(root.pointee.state.count.loadRelaxed() &- 1)
    }

    /// Links are plain memory, on the cache line behind the bio.
    @inline(__always)
    private func willWriteState(of leaf: BioPointer<M>) {
        M.willWritePlain(UnsafeRawPointer(leaf) + MemoryLayout<Bio<M>>.size)
    }

    /// Has a leaf follow another one, or be the first. Under the root's lock.
    @inline(__always)
    private func link(after previous: LiveBio<M>, to leaf: LiveBio<M>, of root: RootPointer<Self>) {
        if let previous = previous.bio {
            willWriteState(of: previous)
            Clone<Self>.containing(previous).pointee.state.next = leaf
        } else {
            root.pointee.state.first = leaf
        }
    }
}

/// What the patch leaves to chance, decided one way or the other when the design is compiled.
protocol RootListRules: Sendable, BitwiseCopyable {
    /// Whether any poller that finds the list of a root empty drops the pin: two pollers drop it twice.
    static var anyPollerDropsPin: Bool { get }
    /// Whether a poll that finds the list empty reports a completion, although a leaf without a cookie is under way.
    static var emptyListIsDone: Bool { get }
}

/// The rules of the design that is measured: neither mistake.
enum CorrectedRootList: RootListRules {
    static var anyPollerDropsPin: Bool { false }
    static var emptyListIsDone: Bool { false }
}
