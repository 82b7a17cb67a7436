/// A way to remember which hardware queues to poll on behalf of a root bio.
///
/// The engine splits, clones, submits and ends bios and knows nothing of how roots are polled. It tells the design
/// what it does, through the hooks here, and asks one thing of it: poll this root. All hooks but ``leafReaped`` and
/// ``cloneEnded`` run on the thread of the worker that owns the root.
///
/// For one root the order is: ``rootStarted``; then for each of its bios, parents before parts, ``bioWillBeSubmitted``,
/// ``bioWasMapped`` if it was divided, ``bioWasSubmitted``; then ``rootWasSubmitted``; any number of ``poll``; at the
/// end ``rootReaped``. ``leafReaped`` comes once for each leaf that reached a queue, at any time after its
/// ``bioWillBeSubmitted``, also before ``bioWasSubmitted``: the device may be fast and another thread may poll it.
/// ``cloneEnded`` follows when the last count of the clone is given back: at once, unless the design pinned it.
///
/// Things happen to a bio late or again. One that a target remaps in place, the root too, comes back from
/// ``bioWasSubmitted`` without a cookie and undivided, and is submitted once more to its next device: so a root may be
/// the leaf that reaches a queue. And the clone of a multipath target whose path failed does not end:
/// ``cloneFailedOver`` comes, then ``bioWillBeSubmitted`` and what follows, perhaps long after
/// ``rootWasSubmitted``. So late it also comes for a bio whose device is suspended, and for one of a delay target.
///
/// A table may be loaded anew while roots are in flight, though not the top one while it has any: nothing of a table is
/// kept from one hook to the next, nor over ``Worker/pause(_:)``, unless ``TableLayout/generation`` is compared.
///
/// Hooks allocate nothing, throw nothing, and hold a lock only for a few instructions. Those that a design leaves
/// out do nothing and cost nothing.
public protocol PollingDesign: BitwiseCopyable, Sendable {
    associatedtype M: Machine

    /// What the design keeps in each root and in each clone.
    associatedtype RootState: InlineState & ~Copyable = NoState
    associatedtype CloneState: InlineState & ~Copyable = NoState

    /// What it keeps for each table and for each worker: handles of memory that the hooks below make and free.
    associatedtype TableState: BitwiseCopyable = NoState
    associatedtype WorkerState: BitwiseCopyable = NoState

    /// The design as it is described to users.
    static var card: DesignCard { get }

    /// Whether the design sleeps until a queue interrupts instead of polling; see ``Worker/waitForInterrupt()``.
    static var waitsForInterrupts: Bool { get }

    /// Whether a root is done when ``rootWasSubmitted`` returns, so that a worker has one in flight.
    static var waitsInSubmit: Bool { get }

    /// Whether it lets interrupts complete some leaves; see ``Worker/leaveUnpolled()``.
    static var leavesUnpolled: Bool { get }

    /// Which thread ends a leaf.
    static var leafEnding: LeafEnding { get }

    init()

    /// Makes the design with a value for the parameter of its card.
    init(parameter: Int)

    /// Makes the state of a table that was just loaded. Control plane; lower tables are loaded first.
    func tableLoaded(_ layout: TableLayout) -> TableState

    /// Frees what ``tableLoaded`` made. Control plane; nothing of the table is in flight.
    func tableRetired(_ state: TableState)

    /// Whether the state of a table says that nothing is in flight. For checks, when nothing is.
    func isAtRest(_ state: TableState) -> Bool

    /// The bytes that ``tableLoaded`` takes for this table.
    func stateBytes(of layout: TableLayout) -> TableStateBytes

    /// Names the shared words of a table's state, of a worker's, and of a root's, each by its address: for traces of
    /// schedules and for the table of accesses. Control plane.
    func nameWords(ofTable state: TableState, _ name: (UnsafeRawPointer, String) -> Void)
    func nameWords(ofWorker state: WorkerState, _ name: (UnsafeRawPointer, String) -> Void)
    func nameWords(ofRoot root: RootPointer<Self>, _ name: (UnsafeRawPointer, String) -> Void)

    /// Makes the state of a worker, on its own thread before the run starts. `roots` is the most that it ever has in
    /// flight.
    func workerPrepared(_ limits: StackLimits, roots: Int) -> WorkerState

    /// Frees what ``workerPrepared`` made. Control plane; all roots are back in their pool.
    func workerRetired(_ state: WorkerState)

    /// A root is about to be submitted: its state is whatever its last life left behind.
    func rootStarted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>)

    /// A bio, the root or a clone, was taken from the submission list and goes to its device next.
    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>)

    /// A mapped device divided a bio into these `count` > 0 clones, none of which is submitted yet.
    func bioWasMapped<Queue>(
        _ bio: BioPointer<M>, into clones: BioList<M>, count: Int, of root: RootPointer<Self>,
        on worker: inout Worker<Self, Queue>)

    /// The bio's device took it. The cookie names a leaf's hardware queue and is none for a mapped device. The bio
    /// may have ended in the meantime, and a clone may lie in its pool: only a design that pinned it may look at it.
    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    )

    /// All bios of the root were submitted. It may have ended in the meantime.
    func rootWasSubmitted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>)

    /// A leaf came back from a hardware queue. Runs on whichever worker reaped it, under the queue's completion lock
    /// if leaves end in the lock.
    func leafReaped<Queue>(_ leaf: BioPointer<M>, from queue: UInt32, on worker: inout Worker<Self, Queue>)

    /// A leaf came back with EAGAIN and goes to its device again next; returns whether to the same, polled queue. Runs
    /// as ``leafReaped``, which is still to come.
    func leafIsPolledAgain<Queue>(_ leaf: BioPointer<M>, on worker: inout Worker<Self, Queue>) -> Bool

    /// A clone, leaf or not, has ended and goes back to its pool next. Runs on whichever worker gave back its last
    /// count, under the queue's completion lock if leaves end in the lock.
    func cloneEnded<Queue>(_ clone: BioPointer<M>, on worker: inout Worker<Self, Queue>)

    /// The path that a clone went down has failed, and it is submitted down another one next. Its leaves were
    /// reaped, its counts were given back, and what it was divided into has ended; it has one count again.
    func cloneFailedOver<Queue>(
        _ clone: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>)

    /// Polls what this root may wait for, with ``Worker/pollQueue(_:)``. Returns how many leaves, of whatever root,
    /// that found; the engine learns by itself whether the root has ended.
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int

    /// The owner has seen that the root ended; its state is free after this.
    func rootReaped<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>)

    /// What its header says of its polls. For checks of schedules.
    static var promises: DesignPromises { get }

    /// What its header says of the state that it keeps for a worker, and does not hold now; nil while all does. For
    /// checks: asked at each step of a schedule on the worker's thread, never in a run.
    func brokenPromise<Queue>(of worker: borrowing Worker<Self, Queue>) -> String?
}

extension PollingDesign {
    public static var waitsForInterrupts: Bool { false }

    public static var waitsInSubmit: Bool { false }

    public static var leavesUnpolled: Bool { false }

    public static var leafEnding: LeafEnding { .byReaper }

    public init(parameter: Int) {
        self.init()
    }

    public func isAtRest(_ state: TableState) -> Bool { true }

    public func nameWords(ofTable state: TableState, _ name: (UnsafeRawPointer, String) -> Void) {}

    public func nameWords(ofWorker state: WorkerState, _ name: (UnsafeRawPointer, String) -> Void) {}

    public func nameWords(ofRoot root: RootPointer<Self>, _ name: (UnsafeRawPointer, String) -> Void) {}

    @inline(__always)
    public func rootStarted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {}

    @inline(__always)
    public func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {}

    @inline(__always)
    public func bioWasMapped<Queue>(
        _ bio: BioPointer<M>, into clones: BioList<M>, count: Int, of root: RootPointer<Self>,
        on worker: inout Worker<Self, Queue>
    ) {}

    @inline(__always)
    public func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {}

    @inline(__always)
    public func rootWasSubmitted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {}

    @inline(__always)
    public func leafReaped<Queue>(
        _ leaf: BioPointer<M>, from queue: UInt32, on worker: inout Worker<Self, Queue>
    ) {}

    @inline(__always)
    public func leafIsPolledAgain<Queue>(_ leaf: BioPointer<M>, on worker: inout Worker<Self, Queue>) -> Bool
    {
        true
    }

    @inline(__always)
    public func cloneEnded<Queue>(_ clone: BioPointer<M>, on worker: inout Worker<Self, Queue>) {}

    @inline(__always)
    public func cloneFailedOver<Queue>(
        _ clone: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {}

    @inline(__always)
    public func rootReaped<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {}
}

extension PollingDesign where TableState == NoState {
    public func tableLoaded(_ layout: TableLayout) -> NoState { NoState() }

    public func tableRetired(_ state: NoState) {}

    public func stateBytes(of layout: TableLayout) -> TableStateBytes { TableStateBytes() }
}

extension PollingDesign where WorkerState == NoState {
    public func workerPrepared(_ limits: StackLimits, roots: Int) -> NoState { NoState() }

    public func workerRetired(_ state: NoState) {}
}

/// Which thread ends a leaf, and so gives a count of the bio back that it is a part of.
public enum LeafEnding: Sendable, BitwiseCopyable {
    /// The thread that reaps it, at once.
    case byReaper
    /// Its owner, in a later poll: the design holds the leaf, see ``Worker/hold(_:)``, and the reaper only marks it
    /// finished, by a store to its completion word, of which it has the only count beside the hold.
    case marked
    /// The same, and the reaper gives a count of the leaf back as ``CompletionCounting`` says.
    case counted
    /// Its owner: a worker that reaps another's leaf puts it into that worker's mailbox. ``PollingDesign/leafReaped``
    /// and ``PollingDesign/cloneEnded`` then run on the owner, with its next look at what ended.
    case handedBack

    /// Whether counts of bios are given back by their owners only, so that they may be
    /// ``CompletionCounting/plain`` even where threads share queues.
    public var isByOwner: Bool { self != .byReaper }
}

/// State that a design keeps inside a root or a clone: made once, when the pool is filled.
public protocol InlineState: ~Copyable {
    init()
}

/// For designs that keep nothing.
public struct NoState: InlineState, BitwiseCopyable {
    public init() {}
}
