@testable import BlockLayer

/// queue-bitmap that marks a leaf's queue when the device has the leaf already.
struct MarkedLate: PendingQueuesDesign {
    typealias M = SimulatedMachine

    struct TableState: BitwiseCopyable {
        fileprivate let words: SharedWords<SimulatedMachine>
        fileprivate let pending: PendingQueues<SimulatedMachine>
    }

    static var card: DesignCard {
        DesignCard(name: "marked-late", author: "tests", source: "", idea: "a faulty design")
    }

    static var promises: DesignPromises { QueueBitmap<M>.promises }

    func tableLoaded(_ layout: TableLayout) -> TableState {
        let count = layout.queues.count
        let words = SharedWords<M>(count: PendingQueues<M>.wordCount(for: count), .padded)
        return TableState(words: words, pending: PendingQueues(queueCount: count, in: words))
    }

    func tableRetired(_ state: TableState) { state.words.deallocate() }

    func isAtRest(_ state: TableState) -> Bool { true }

    func stateBytes(of layout: TableLayout) -> TableStateBytes { TableStateBytes() }

    static func pending(in state: TableState) -> PendingQueues<M> { state.pending }

    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {}

    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        guard let queue = cookie.queue else { return }
        let table = worker.topTable.pointee
        table.state.pending.add(table.layout.placeOfQueue[Int(queue)])
    }

    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        worker.pollAllQueues()
    }
}
