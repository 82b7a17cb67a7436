/// `queue-bitmap`: each table remembers on which hardware queues polled bios are pending.
///
/// - Source: mail of 12 January 2021 in reply to the RFC.
/// - State: per table the hardware queues under it, of lower tables too, with a bit and a count each. Nothing per bio.
///   The mail says nothing of a layout: here each word of bits and each count has cache lines of its own, so that
///   threads on different queues share only bits; `queue-bitmap:packed` has them side by side.
/// - Submission: marks the leaf's queue pending in the root's table, before the device can see the leaf.
/// - Poll: every pending queue of the root's table, also those with bios of other workers only.
/// - Locks: only the queues' own.
/// - Lifetime: nothing names a bio. Who clears a bit was left open; see ``PendingQueues``.
struct QueueBitmap<M: Machine>: PendingQueuesDesign {
    static var card: DesignCard {
        DesignCard(
            name: "queue-bitmap", author: "Jeffle Xu", source: "mail of 12 January 2021",
            messageID: "805264a3-f65f-b949-2098-9a731a6eb152@linux.alibaba.com",
            idea: "a bitmap per table of the queues on which polled bios are pending; poll all of those",
            parameter: WordLayout.parameter)
    }

    struct TableState: BitwiseCopyable {
        fileprivate let words: SharedWords<M>
        fileprivate let pending: PendingQueues<M>
    }

    static var promises: DesignPromises { DesignPromises(queuesPerPoll: .max, areOfState: true) }

    private let layoutOfWords: WordLayout

    init() {
        self.init(parameter: WordLayout.padded.rawValue)
    }

    init(parameter: Int) {
        layoutOfWords = WordLayout(rawValue: parameter).unsafelyUnwrapped
    }

    func tableLoaded(_ layout: TableLayout) -> TableState {
        let words = SharedWords<M>(count: Self.wordCount(of: layout), layoutOfWords)
        return TableState(words: words, pending: PendingQueues(queueCount: layout.queues.count, in: words))
    }

    func tableRetired(_ state: TableState) {
        assert(state.pending.isSettled, "a pending bit disagrees with its count")
        state.words.deallocate()
    }

    func isAtRest(_ state: TableState) -> Bool { state.pending.isEmpty }

    func nameWords(ofTable state: TableState, _ name: (UnsafeRawPointer, String) -> Void) {
        state.pending.nameWords(name)
    }

    private static func wordCount(of layout: TableLayout) -> Int {
        PendingQueues<M>.wordCount(for: layout.queues.count)
    }

    func stateBytes(of layout: TableLayout) -> TableStateBytes {
        TableStateBytes(words: Self.wordCount(of: layout), layoutOfWords)
    }

    @inline(__always)
    static func pending(in state: TableState) -> PendingQueues<M> { state.pending }

    @inline(__always)
    func poll<Queue>(
        _ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) -> Int {
        let table = worker.topTable.pointee
        var reaped = 0
        table.state.pending.bits.forEachSet { place in
            reaped &+= worker.pollQueue(table.layout.queues[Int(place)])
        }
        return reaped
    }
}
