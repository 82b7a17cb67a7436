/// `busy-array`: each table has an array of its hardware queues with a busy word each; pollers skip busy ones.
///
/// - Source: v2 of the series, January 2021, as it was coded.
/// - State: per table the hardware queues under it and an atomic word for each. Nothing per bio, nothing at submission.
///   v2 keeps the word inside the entry of its queue, 32 bytes, so that two words share a cache line:
///   `busy-array:packed`. Otherwise each word has cache lines of its own.
/// - Poll: every queue of the table that nobody is polling through the same table; whether anything is pending there
///   is not known.
/// - Locks: only the queues' own. Two tables over one device do not see each other's words.
/// - Lifetime: the array is a copy of the queue map. v2 was dropped because a reset of the controller can change the
///   map behind it: loading the table again must rebuild it.
struct BusyArray<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "busy-array", author: "Jeffle Xu", source: "v2 of January 2021",
            messageID: "20210125121340.70459-1-jefflexu@linux.alibaba.com",
            idea: "poll all queues of the table's array but those that another poller is busy with",
            parameter: WordLayout.parameter)
    }

    struct TableState: BitwiseCopyable {
        fileprivate let busy: SharedWords<M>
        fileprivate let count: Int
    }

    /// An entry of v2's array: the kind, the hardware queue, the request queue, and the word.
    private static var postedEntryBytes: Int { 32 }

    private let layoutOfWords: WordLayout

    init() {
        self.init(parameter: WordLayout.padded.rawValue)
    }

    init(parameter: Int) {
        layoutOfWords = WordLayout(rawValue: parameter).unsafelyUnwrapped
    }

    func tableLoaded(_ layout: TableLayout) -> TableState {
        let count = layout.queues.count
        let busy = SharedWords<M>(count: count, layoutOfWords, packedBytes: Self.postedEntryBytes)
        return TableState(busy: busy, count: count)
    }

    func tableRetired(_ state: TableState) {
        state.busy.deallocate()
    }

    func isAtRest(_ state: TableState) -> Bool {
        (0..<state.count).allSatisfy { state.busy[$0].pointee.load() == 0 }
    }

    func nameWords(ofTable state: TableState, _ name: (UnsafeRawPointer, String) -> Void) {
        for place in 0..<state.count { name(state.busy[place], "the busy word") }
    }

    func stateBytes(of layout: TableLayout) -> TableStateBytes {
        TableStateBytes(words: layout.queues.count, layoutOfWords, packedBytes: Self.postedEntryBytes)
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        let table = worker.topTable.pointee
        var reaped = 0
        for place in 0..<table.layout.queues.count {
            if table.state.busy[place].pointee.exchange(1) != 0 {
                worker.noteBusySkip()
                continue
            }
            reaped &+= worker.pollQueue(table.layout.queues[place])
            table.state.busy[place].pointee.store(0)
        }
        return reaped
    }
}
