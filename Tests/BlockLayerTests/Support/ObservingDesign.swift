@testable import BlockLayer

/// A design that polls every queue and notes what the engine tells it. For one thread.
struct ObservingDesign<M: Machine>: PollingDesign {

    /// A bio in one of its lives.
    struct Life: Hashable {
        var address: UInt
        var generation: UInt16

        init(_ bio: BioPointer<M>) {
            address = UInt(bitPattern: bio)
            generation = bio.pointee.generation
        }
    }

    enum Call: Equatable {
        case rootStarted(Life)
        case bioWillBeSubmitted(Life)
        case bioWasMapped(Life, into: [Life], count: Int)
        /// Only the address: the bio may be gone.
        case bioWasSubmitted(address: UInt, queue: UInt32?)
        case rootWasSubmitted(address: UInt)
        case leafReaped(Life, queue: UInt32)
        case cloneEnded(Life)
        case rootReaped(Life)
    }

    struct Notes {
        var calls: [Call] = []
        /// The most clones that were out of their pool, and that one bio was divided into.
        var clonesMax = 0
        var piecesMax = 0
    }

    struct WorkerState: BitwiseCopyable {
        let notes: UnsafeMutablePointer<Notes>
    }

    static var card: DesignCard {
        DesignCard(name: "observing", author: "tests", source: "", idea: "notes every hook")
    }

    func workerPrepared(_ limits: StackLimits, roots: Int) -> WorkerState {
        let notes = UnsafeMutablePointer<Notes>.allocate(capacity: 1)
        notes.initialize(to: Notes())
        return WorkerState(notes: notes)
    }

    func workerRetired(_ state: WorkerState) {
        state.notes.deinitialize(count: 1).deallocate()
    }

    private func note<Queue>(_ call: Call, _ worker: borrowing Worker<Self, Queue>) {
        worker.designState.notes.pointee.calls.append(call)
    }

    func rootStarted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        note(.rootStarted(Life(Root.bio(of: root))), worker)
    }

    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        note(.bioWillBeSubmitted(Life(bio)), worker)
    }

    func bioWasMapped<Queue>(
        _ bio: BioPointer<M>, into clones: BioList<M>, count: Int, of root: RootPointer<Self>,
        on worker: inout Worker<Self, Queue>
    ) {
        var parts: [Life] = []
        var next = clones.first
        while let clone = next {
            parts.append(Life(clone))
            next = clone.pointee.next
        }
        note(.bioWasMapped(Life(bio), into: parts, count: count), worker)
        let notes = worker.designState.notes
        notes.pointee.clonesMax = max(
            notes.pointee.clonesMax, worker.clones.capacity - worker.clones.freeCount)
        notes.pointee.piecesMax = max(notes.pointee.piecesMax, count)
    }

    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        note(.bioWasSubmitted(address: UInt(bitPattern: bio), queue: cookie.queue), worker)
    }

    func rootWasSubmitted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        note(.rootWasSubmitted(address: UInt(bitPattern: root)), worker)
    }

    func leafReaped<Queue>(_ leaf: BioPointer<M>, from queue: UInt32, on worker: inout Worker<Self, Queue>) {
        note(.leafReaped(Life(leaf), queue: queue), worker)
    }

    func cloneEnded<Queue>(_ clone: BioPointer<M>, on worker: inout Worker<Self, Queue>) {
        note(.cloneEnded(Life(clone)), worker)
    }

    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        var reaped = 0
        for queue in 0..<UInt32(worker.stack.contextCount) { reaped += worker.pollQueue(queue) }
        return reaped
    }

    func rootReaped<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        note(.rootReaped(Life(Root.bio(of: root))), worker)
    }
}
