/// `busy-skip`: as queue-bitmap, and a second bitmap of the queues that a worker is polling, which others skip.
///
/// - Source: mail of 12 January 2021 in reply to the RFC.
/// - State: per table and hardware queue a pending bit with its count, and a busy bit. Nothing per bio. The mail says
///   nothing of a layout: here each word of bits and each count has cache lines of its own; `busy-skip:packed` has
///   them side by side.
/// - Submission: marks the leaf's queue pending in the root's table, before the device can see the leaf.
/// - Poll: every queue that is pending and not busy; busy is tested and set before, cleared after.
/// - Locks: only the queues' own, for which hardly anybody ever waits. Workers whose roots are on different tables
///   over one device do not see each other's bits.
/// - Lifetime: nothing names a bio.
struct BusySkip<M: Machine>: PendingQueuesDesign {
    static var card: DesignCard {
        DesignCard(
            name: "busy-skip", author: "Jeffle Xu", source: "mail of 12 January 2021",
            messageID: "805264a3-f65f-b949-2098-9a731a6eb152@linux.alibaba.com",
            idea: "queue-bitmap, and pollers skip the queues that another poller is busy with",
            parameter: WordLayout.parameter)
    }

    struct TableState: BitwiseCopyable {
        fileprivate let words: SharedWords<M>
        fileprivate let pending: PendingQueues<M>
        fileprivate let busy: QueueBits<M>
    }

    static var promises: DesignPromises { DesignPromises(pollsQueuesAlone: true, areOfState: true) }

    private let layoutOfWords: WordLayout

    init() {
        self.init(parameter: WordLayout.padded.rawValue)
    }

    init(parameter: Int) {
        layoutOfWords = WordLayout(rawValue: parameter).unsafelyUnwrapped
    }

    func tableLoaded(_ layout: TableLayout) -> TableState {
        let count = layout.queues.count
        let words = SharedWords<M>(count: Self.wordCount(of: layout), layoutOfWords)
        let busy = QueueBits(queueCount: count, in: words, from: 0)
        return TableState(
            words: words, pending: PendingQueues(queueCount: count, in: words, from: busy.wordCount),
            busy: busy)
    }

    func tableRetired(_ state: TableState) {
        assert(state.pending.isSettled, "a pending bit disagrees with its count")
        state.words.deallocate()
    }

    func isAtRest(_ state: TableState) -> Bool { state.pending.isEmpty && state.busy.isEmpty }

    func nameWords(ofTable state: TableState, _ name: (UnsafeRawPointer, String) -> Void) {
        state.pending.nameWords(name)
        state.busy.forEachWord { name($0, "the busy bits") }
    }

    private static func wordCount(of layout: TableLayout) -> Int {
        QueueBits<M>.wordCount(for: layout.queues.count)
            + PendingQueues<M>.wordCount(for: layout.queues.count)
    }

    func stateBytes(of layout: TableLayout) -> TableStateBytes {
        TableStateBytes(words: Self.wordCount(of: layout), layoutOfWords)
    }

    @inline(__always)
    static func pending(in state: TableState) -> PendingQueues<M> { state.pending }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        let table = worker.topTable.pointee
        var reaped = 0
        table.state.pending.bits.forEachSet { place in
            if table.state.busy.set(place) { return worker.noteBusySkip() }
            reaped &+= worker.pollQueue(table.layout.queues[Int(place)])
            table.state.busy.clear(place)
        }
        return reaped
    }
}
