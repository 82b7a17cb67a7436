/// `busy-array`: each table has an array of its hardware queues with a busy word each; pollers skip busy ones.
///
/// - Source: v2 of the series, January 2021, as it was coded.
/// - State: per table the hardware queues under it and an atomic word for each. Nothing per bio, nothing at submission.
/// - Poll: every queue of the table that nobody is polling through the same table; whether anything is pending there
///   is not known.
/// - Locks: only the queues' own. Two tables over one device do not see each other's words.
/// - Lifetime: the array is a copy of the queue map. v2 was dropped because a reset of the controller can change the
///   map behind it: loading the table again must rebuild it.
public struct BusyArray<Platform: Machine>: PollingDesign {
    public typealias M = Platform

    public static var card: DesignCard {
        DesignCard(
            name: "busy-array", source: "v2 of January 2021",
            idea: "poll all queues of the table's array but those that another poller is busy with")
    }

    public struct TableState: BitwiseCopyable {
        fileprivate let busy: UnsafeMutableBufferPointer<CacheLinePadded<SharedWord<M>>>
    }

    public init() {}

    public func tableLoaded(_ layout: TableLayout) -> TableState {
        let busy = UnsafeMutableBufferPointer<CacheLinePadded<SharedWord<M>>>.allocate(
            capacity: layout.queues.count)
        for place in 0..<busy.count { busy.initializeElement(at: place, to: CacheLinePadded(SharedWord(0))) }
        return TableState(busy: busy)
    }

    public func tableRetired(_ state: TableState) {
        state.busy.deinitialize().deallocate()
    }

    public func isAtRest(_ state: TableState) -> Bool {
        state.busy.indices.allSatisfy { state.busy[$0].value.load() == 0 }
    }

    public static func stateBytes(of layout: TableLayout) -> Int {
        layout.queues.count * MemoryLayout<CacheLinePadded<SharedWord<M>>>.stride
    }

    @inline(__always)
    public func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        let table = worker.topTable.pointee
        var reaped = 0
        for place in 0..<table.layout.queues.count {
            if table.state.busy[place].value.exchange(1) != 0 {
                worker.noteBusySkip()
                continue
            }
            reaped &+= worker.pollQueue(table.layout.queues[place])
            table.state.busy[place].value.store(0)
        }
        return reaped
    }
}
