@testable import BlockLayer

/// A task context of the per-task designs that all threads share, as threads of one task did in the mails: leaves are
/// held in one list, and any poller ends those that are finished.
///
/// As it was posted first, without NOT-READY: a leaf may be ended before the thread that submits it has its cookie.
struct SharedContext: PollingDesign {
    typealias M = SimulatedMachine

    struct CloneState: InlineState, ~Copyable {
        /// The cookie; -1 until the driver has returned.
        let queue = SharedWord<SimulatedMachine>(.max)

        init() {}
    }

    struct TableState: BitwiseCopyable {
        fileprivate let lock: UnsafeMutablePointer<SpinLock<SimulatedMachine>>
        fileprivate let leaves: UnsafeMutablePointer<[BioPointer<SimulatedMachine>]>
    }

    static var card: DesignCard {
        DesignCard(name: "shared-context", author: "tests", source: "", idea: "a faulty design")
    }

    private let waitsForDriver: Bool

    init() { self.init(waitsForDriver: false) }

    init(waitsForDriver: Bool) { self.waitsForDriver = waitsForDriver }

    func tableLoaded(_ layout: TableLayout) -> TableState {
        let state = TableState(lock: .allocate(capacity: 1), leaves: .allocate(capacity: 1))
        state.lock.initialize(to: SpinLock())
        state.leaves.initialize(to: [])
        return state
    }

    func tableRetired(_ state: TableState) {
        state.lock.deinitialize(count: 1).deallocate()
        state.leaves.deinitialize(count: 1).deallocate()
    }

    func isAtRest(_ state: TableState) -> Bool { true }

    func stateBytes(of layout: TableLayout) -> TableStateBytes { TableStateBytes() }

    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        guard worker.leafQueue(of: bio) != nil else { return }
        let state = worker.topTable.pointee.state
        bio.pointee.completion.pin()
        Clone<Self>.containing(bio).pointee.state.queue.store(.max)
        worker.take(state.lock.pointee)
        state.leaves.pointee.append(bio)
        state.lock.pointee.unlock()
    }

    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        guard let queue = cookie.queue else { return }
        Clone<Self>.containing(bio).pointee.state.queue.store(UInt64(queue))
    }

    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        let reaped = worker.pollAllQueues()
        let state = worker.topTable.pointee.state
        worker.take(state.lock.pointee)
        let leaves = state.leaves.pointee
        state.leaves.pointee = []
        var kept: [BioPointer<M>] = []
        for leaf in leaves {
            let isReady =
                !waitsForDriver || Clone<Self>.containing(leaf).pointee.state.queue.load() != .max
            if isReady && worker.isFinished(leaf) {
                worker.dropCount(of: leaf, .ok, readyTicks: 0)
            } else {
                kept.append(leaf)
            }
        }
        state.leaves.pointee += kept
        state.lock.pointee.unlock()
        return reaped
    }
}
