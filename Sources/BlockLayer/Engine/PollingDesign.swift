/// A way to remember which hardware queues to poll on behalf of a root bio.
///
/// The engine splits, clones, submits and ends bios and knows nothing of how roots are polled. It calls the hooks of
/// the design and asks one thing of it: poll this root. What a design may call in return, and look at, stands together
/// in `Worker+ForDesigns.swift`.
///
/// For one root the order is: ``rootStarted``; then for each of its bios, parents before parts, ``bioWillBeSubmitted``,
/// ``bioWasMapped`` if it was divided, ``bioWasSubmitted``; then ``rootWasSubmitted``; any number of ``poll``; at the
/// end ``rootReaped``. ``leafReaped`` comes once for each leaf that reached a queue, at any time after its
/// ``bioWillBeSubmitted``, also before ``bioWasSubmitted``: the device may be fast and another thread may poll it.
/// ``cloneEnded`` follows when the last count of the clone is dropped: at once, unless the design pinned it.
///
/// | hook                 | required | thread           | locks held     | the bio                             |
/// |----------------------|----------|------------------|----------------|-------------------------------------|
/// | `tableLoaded`        | (1)      | control plane    | none           | –                                   |
/// | `tableRetired`       | (1)      | control plane    | none           | –                                   |
/// | `isAtRest`           | (1)      | control plane    | none           | –                                   |
/// | `workerPrepared`     | (1)      | the worker's     | none           | –                                   |
/// | `workerRetired`      | (1)      | control plane    | none           | –                                   |
/// | `workerBytes`        | (2)      | control plane    | none           | –                                   |
/// | `hasMemory`          | (2)      | the worker's     | none           | –                                   |
/// | `rootStarted`        | no       | owner            | none           | alive                               |
/// | `bioWillBeSubmitted` | no       | owner            | none           | alive                               |
/// | `bioWasMapped`       | no       | owner            | none           | alive, and its clones               |
/// | `bioWasSubmitted`    | no       | owner            | none           | may be gone unless pinned or held   |
/// | `rootWasSubmitted`   | no       | owner            | none           | may have ended, not reaped          |
/// | `leafReaped`         | no       | reaper (3)       | completion (4) | alive                               |
/// | `leafIsPolledAgain`  | no       | reaper (3)       | completion (4) | alive                               |
/// | `cloneEnded`         | no       | last to drop (3) | completion (4) | alive until the hook returns        |
/// | `cloneFailedOver`    | no       | owner            | none           | alive                               |
/// | `poll`               | yes      | owner            | none           | may have ended, not reaped          |
/// | `rootReaped`         | no       | owner            | none           | ended; its state is free afterwards |
///
/// (1) Required of designs that have such state. (2) Required where that state has memory of its own. (3) Any worker;
/// the owner where ``LeafEnding/handedBack``. (4) The completion lock of the leaf's queue, if leaves end in the lock
/// (``CompletionEnding/inLock``) and locks are used. No hook ever runs under a submission lock.
///
/// **Exclusivity.** Owner and reapers use the state of one root, or of one clone, at the same time. State that both
/// touch is a ``SharedWord`` or under a ``SpinLock``, and fields are read and assigned one by one. A compound
/// assignment or a mutating method (`root.pointee.state.queues.append(…)`) is an access to *all* of that field for as
/// long as it runs, and one on `state` itself (`root.pointee.state.noteQueue(…)`) to all of the state: it races with
/// the reaper of a leaf that is under way. Take a copy, change it, assign it (``LeavesCookie/noting(_:)``).
///
/// **Late and again.** A bio that a target remaps in place, the root too, comes back from ``bioWasSubmitted`` without a
/// cookie and undivided, and is submitted once more to its next device: so a root may be the leaf that reaches a
/// queue. The clone of a multipath target whose path failed does not end: ``cloneFailedOver`` comes, then
/// ``bioWillBeSubmitted`` and what follows, perhaps long after ``rootWasSubmitted``. As late it comes for a bio whose
/// device is suspended, and for a clone of a delay target.
///
/// **Reload.** A table may be loaded anew while roots are in flight, the top one only while it has none: nothing of a
/// table is kept from one hook to the next, nor over ``Worker/yieldTurn(_:)``, unless ``TableLayout/generation`` is
/// compared.
///
/// Hooks allocate nothing, throw nothing, and hold a lock only for a few instructions. Hooks that a design leaves out
/// do nothing and cost nothing.
protocol PollingDesign: OnMachine, BitwiseCopyable, Sendable {
    /// State inside each root.
    associatedtype RootState: InlineState & ~Copyable = NoState

    /// State inside each clone.
    associatedtype CloneState: InlineState & ~Copyable = NoState

    /// State of each table: handles of memory that ``tableLoaded(_:)`` makes and ``tableRetired(_:)`` frees.
    associatedtype TableState: BitwiseCopyable = NoState

    /// State of each worker: handles of memory that ``workerPrepared(_:roots:)`` makes and ``workerRetired(_:)`` frees.
    associatedtype WorkerState: BitwiseCopyable = NoState

    /// The design as it is described to users.
    static var card: DesignCard { get }

    /// How completions of the design's leaves are found.
    static var completions: CompletionSource { get }

    /// Which thread ends a leaf.
    static var leafEnding: LeafEnding { get }

    /// Makes the design with the default of its parameter.
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

    /// Names the shared words of a table's state, each by its address: for traces of schedules and for the table of
    /// accesses. Control plane.
    func nameWords(ofTable state: TableState, _ name: (UnsafeRawPointer, String) -> Void)

    /// The same for the shared words of a worker's state.
    func nameWords(ofWorker state: WorkerState, _ name: (UnsafeRawPointer, String) -> Void)

    /// The same for the shared words of a root's state.
    func nameWords(ofRoot root: RootPointer<Self>, _ name: (UnsafeRawPointer, String) -> Void)

    /// Makes the state of a worker, on its own thread before the run starts. `roots` is the most that it ever has in
    /// flight.
    func workerPrepared(_ limits: StackLimits, roots: Int) -> WorkerState

    /// The bytes that ``workerPrepared`` takes, where they grow with the stack, the number of roots or a parameter.
    /// Control plane.
    func workerBytes(_ limits: StackLimits, roots: Int) -> Int

    /// Whether ``workerPrepared`` had the memory that the state takes; else no IO is started. Control plane, on the
    /// worker's own thread.
    func hasMemory(_ state: WorkerState, roots: Int) -> Bool

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

    /// A leaf came back from a hardware queue. With ``LeafEnding/handedBack``, `queue` is the one that its owner
    /// submits to now: after a reset of the controller not always the one that it was reaped from.
    func leafReaped<Queue>(_ leaf: BioPointer<M>, from queue: UInt32, on worker: inout Worker<Self, Queue>)

    /// A leaf came back with EAGAIN and goes to its device again next; returns whether to the same, polled queue.
    /// ``leafReaped`` is still to come.
    func leafIsPolledAgain<Queue>(_ leaf: BioPointer<M>, on worker: inout Worker<Self, Queue>) -> Bool

    /// A clone, leaf or not, has ended and goes back to its pool next. Runs on the worker that dropped its last count.
    func cloneEnded<Queue>(_ clone: BioPointer<M>, on worker: inout Worker<Self, Queue>)

    /// The path that a clone went down has failed, and it is submitted down another one next. Its leaves were
    /// reaped, its counts were dropped, and what it was divided into has ended; it has one count again.
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
    /// checks: asked before each write to a shared word of a schedule, on the worker's thread, never in a run.
    func brokenPromise<Queue>(of worker: borrowing Worker<Self, Queue>) -> String?
}
