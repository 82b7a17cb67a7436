/// `bio-array`: each mapped IO has an array in its per-bio data, an entry per segment.
///
/// - Source: the mails of January 2021 in reply to the RFC (per-bio data instead of fields in the bio).
/// - State: an entry per clone, {hardware queue or lower mapped IO, done}; a root and a clone hold where their part of
///   it is. The arrays of one root lie in one slab, sized when the table is loaded, so that nothing is allocated.
/// - Submission: one store of the cookie into the clone's entry.
/// - Poll: walks the root's array; an entry that is not done is polled, a lower mapped IO recurses.
/// - Locks: none. A clone that ends marks its entry done with one atomic store.
/// - Lifetime (open in the mails): the slab lives until the owner has seen the root end, which is after every entry
/// was marked; so the worker that ends a clone may always mark it. A clone that goes down another path keeps its
/// entry, and
///   the entries below it are used again as far as there are enough.
struct BioArray<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "bio-array", author: "Mike Snitzer, Jeffle Xu", source: "mails of January 2021",
            messageID: "16ba3a63-86f5-1acd-c129-767540186689@linux.alibaba.com",
            idea: "per-bio data of each mapped IO holds an array of its segments' queues; no lock, no list",
            pollsForItselfOnly: true)
    }

    /// A segment of a mapped IO.
    struct Entry: ~Copyable {
        /// 0 while the clone is under way, then 1.
        let done = SharedWord<M>(0)
        /// The hardware queue of a leaf; `UInt32.max` for a clone that was divided further.
        var queue: UInt32 = .max
        /// The entries of a lower mapped IO, by place in the slab.
        var lowerFirst: UInt32 = 0
        var lowerCount: UInt32 = 0
        /// How many there are, of which `lowerCount` are in use.
        var lowerRoom: UInt32 = 0
    }

    struct RootState: InlineState, ~Copyable {
        /// The root's slab, and how much of it is used. The root's own array comes first.
        var slab: UnsafeMutablePointer<Entry>?
        var used: UInt32 = 0
        var count: UInt32 = 0
        /// The hardware queue of a root that was remapped in place to it; `UInt32.max` for others.
        var queue: UInt32 = .max
    }

    struct CloneState: InlineState, ~Copyable {
        /// The clone's entry in the array of the IO that it is a segment of.
        var entry: UnsafeMutablePointer<Entry>?
    }

    struct WorkerState: BitwiseCopyable {
        fileprivate let entries: Pages
        fileprivate let entryCount: Int
        fileprivate let freeSlabs: UnsafeMutablePointer<UnsafeMutablePointer<Entry>>
        fileprivate var freeCount: Int
        /// The entry of the bio that is being submitted: the bio itself may be gone when its cookie is known.
        fileprivate var submitting: UnsafeMutablePointer<Entry>?
    }

    static var promises: DesignPromises { DesignPromises(pollsOwnRootsOnly: true, areOfState: true) }

    func brokenPromise<Queue>(of worker: borrowing Worker<Self, Queue>) -> String? {
        let state = worker.designState
        if let text = Self.brokenPromise(
            slabs: worker.rootCapacity, free: state.freeCount, roots: worker.rootsInFlight)
        {
            return text
        }
        let free = UnsafeBufferPointer(start: state.freeSlabs, count: state.freeCount)
        if free.indices.contains(where: { free[..<$0].contains(free[$0]) }) { return "a slab is free twice" }
        var next = worker.firstRootInFlight
        while let root = next {
            next = root.pointee.nextInFlight
            let used = Int(root.pointee.state.used)
            if used > worker.mostClonesOfRoot {
                return "\(used) entries in a slab of \(worker.mostClonesOfRoot)"
            }
        }
        return nil
    }

    /// A slab lives from the submission of its root until the owner has seen the root end: in between it is not free,
    /// at other times it is.
    static func brokenPromise(slabs: Int, free: Int, roots: Int) -> String? {
        (slabs - roots...slabs).contains(free)
            ? nil : "\(free) of \(slabs) slabs are free beside \(roots) roots"
    }

    func workerBytes(_ limits: StackLimits, roots: Int) -> Int {
        roots * limits.clonesPerRoot * MemoryLayout<Entry>.stride
    }

    func hasMemory(_ state: WorkerState, roots: Int) -> Bool { state.freeCount == roots }

    func workerPrepared(_ limits: StackLimits, roots: Int) -> WorkerState {
        let count = roots * limits.clonesPerRoot
        guard
            let entries = Pages(
                byteCount: workerBytes(limits, roots: roots), areOfHeap: M.makesStacksOften)
        else {
            return WorkerState(
                entries: .none, entryCount: 0, freeSlabs: .allocate(capacity: 0), freeCount: 0,
                submitting: nil)
        }
        let first = entries.start.bindMemory(to: Entry.self, capacity: count)
        for place in 0..<count { (first + place).initialize(to: Entry()) }
        let slabs = UnsafeMutablePointer<UnsafeMutablePointer<Entry>>.allocate(capacity: roots)
        for root in 0..<roots {
            (slabs + root).initialize(to: first + root * limits.clonesPerRoot)
        }
        return WorkerState(
            entries: entries, entryCount: count, freeSlabs: slabs, freeCount: roots, submitting: nil)
    }

    func workerRetired(_ state: WorkerState) {
        state.entries.deallocate()
        state.freeSlabs.deallocate()
    }

    func nameWords(ofWorker state: WorkerState, _ name: (UnsafeRawPointer, String) -> Void) {
        let first = state.entries.start.assumingMemoryBound(to: Entry.self)
        for place in 0..<state.entryCount {
            withUnsafePointer(to: first[place].done) { name($0, "the entry's mark") }
        }
    }

    @inline(__always)
    func rootStarted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        worker.designState.freeCount &-= 1
        root.pointee.state.slab = worker.designState.freeSlabs[worker.designState.freeCount]
        root.pointee.state.used = 0
        root.pointee.state.count = 0
        root.pointee.state.queue = .max
    }

    @inline(__always)
    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        worker.designState.submitting =
            bio.pointee.parent == nil ? nil : Clone<Self>.containing(bio).pointee.state.entry
    }

    @inline(__always)
    func bioWasMapped<Queue>(
        _ bio: BioPointer<M>, into clones: BioList<M>, count: Int, of root: RootPointer<Self>,
        on worker: inout Worker<Self, Queue>
    ) {
        var entry = entries(UInt32(truncatingIfNeeded: count), of: root, on: worker)
        var next = clones.first
        while let clone = next {
            next = clone.pointee.next
            entry.pointee.done.storeRelaxed(0)
            entry.pointee.queue = .max
            entry.pointee.lowerCount = 0
            Clone<Self>.containing(clone).pointee.state.entry = entry
            entry += 1
        }
    }

    /// Entries for the parts of the bio that is being submitted: those that it had on its last way down, or new ones.
    @inline(__always)
    private func entries<Queue>(
        _ count: UInt32, of root: RootPointer<Self>, on worker: borrowing Worker<Self, Queue>
    ) -> UnsafeMutablePointer<Entry> {
        let slab = root.pointee.state.slab.unsafelyUnwrapped
        let first = root.pointee.state.used
        guard let entry = worker.designState.submitting else {
            root.pointee.state.count = count
            root.pointee.state.used = first &+ count
            return fresh(slab + Int(first), count)
        }
        entry.pointee.lowerCount = count
        if count <= entry.pointee.lowerRoom { return slab + Int(entry.pointee.lowerFirst) }
        entry.pointee.lowerFirst = first
        entry.pointee.lowerRoom = count
        root.pointee.state.used = first &+ count
        return fresh(slab + Int(first), count)
    }

    @inline(__always)
    private func fresh(
        _ entries: UnsafeMutablePointer<Entry>, _ count: UInt32
    ) -> UnsafeMutablePointer<Entry> {
        for place in 0..<Int(count) { entries[place].lowerRoom = 0 }
        return entries
    }

    @inline(__always)
    func cloneFailedOver<Queue>(
        _ clone: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        let entry = Clone<Self>.containing(clone).pointee.state.entry.unsafelyUnwrapped
        entry.pointee.queue = .max
        entry.pointee.lowerCount = 0
    }

    @inline(__always)
    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        guard let queue = cookie.queue else { return }
        if let entry = worker.designState.submitting {
            entry.pointee.queue = queue
        } else {
            root.pointee.state.queue = queue
        }
    }

    @inline(__always)
    func cloneEnded<Queue>(_ clone: BioPointer<M>, on worker: inout Worker<Self, Queue>) {
        assert(worker.root(of: clone).pointee.bio.isAlive, "an entry outlived its root")
        let entry = Clone<Self>.containing(clone).pointee.state.entry.unsafelyUnwrapped
        entry.pointee.done.store(1)
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        if root.pointee.state.queue != .max { return worker.pollQueue(root.pointee.state.queue) }
        return pollArray(of: root, from: 0, count: root.pointee.state.count, on: &worker)
    }

    private func pollArray<Queue>(
        of root: RootPointer<Self>, from first: UInt32, count: UInt32, on worker: inout Worker<Self, Queue>
    ) -> Int {
        var reaped = 0
        var place: UInt32 = 0
        while place < count {
            let entry = root.pointee.state.slab.unsafelyUnwrapped + Int(first &+ place)
            place &+= 1
            if entry.pointee.done.load() != 0 { continue }
            if entry.pointee.queue != .max {
                reaped &+= worker.pollQueue(entry.pointee.queue)
            } else {
                reaped &+= pollArray(
                    of: root, from: entry.pointee.lowerFirst, count: entry.pointee.lowerCount, on: &worker)
            }
        }
        return reaped
    }

    @inline(__always)
    func rootReaped<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        worker.designState.freeSlabs[worker.designState.freeCount] = root.pointee.state.slab.unsafelyUnwrapped
        worker.designState.freeCount &+= 1
    }
}
