/// `busy-skip`: as queue-bitmap, and a second bitmap of the queues that somebody is polling, which others skip.
///
/// - Source: mail of 12 January 2021 in reply to the RFC.
/// - State: per table and hardware queue a pending bit with its count, and a busy bit. Nothing per bio.
/// - Submission: marks the leaf's queue pending in the root's table, before the device can see the leaf.
/// - Poll: every queue that is pending and not busy; busy is tested and set before, cleared after.
/// - Locks: only the queues' own, for which hardly anybody ever waits. Workers whose roots are on different tables
///   over one device do not see each other's bits.
/// - Lifetime: nothing names a bio.
public struct BusySkip<Platform: Machine>: PollingDesign {
    public typealias M = Platform

    public static var card: DesignCard {
        DesignCard(
            name: "busy-skip", source: "mail of 12 January 2021",
            idea: "queue-bitmap, and pollers skip the queues that another poller is busy with")
    }

    public struct TableState: BitwiseCopyable {
        fileprivate let pending: PendingQueues<M>
        fileprivate let busy: QueueBits<M>
    }

    public init() {}

    public func tableLoaded(_ layout: TableLayout) -> TableState {
        TableState(
            pending: PendingQueues(queueCount: layout.queues.count),
            busy: QueueBits(count: layout.queues.count))
    }

    public func tableRetired(_ state: TableState) {
        assert(state.pending.isSettled, "a pending bit disagrees with its count")
        state.pending.deallocate()
        state.busy.deallocate()
    }

    public func isAtRest(_ state: TableState) -> Bool { state.pending.isEmpty && state.busy.isEmpty }

    public static func stateBytes(of layout: TableLayout) -> Int {
        PendingQueues<M>.bytes(queueCount: layout.queues.count) + QueueBits<M>.bytes(for: layout.queues.count)
    }

    @inline(__always)
    public func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        guard let queue = worker.leafQueue(of: bio) else { return }
        let table = worker.topTable.pointee
        table.state.pending.add(table.layout.placeOfQueue[Int(queue)])
    }

    @inline(__always)
    public func leafReaped<Queue>(
        _ leaf: BioPointer<M>, from queue: UInt32, on worker: inout Worker<Self, Queue>
    ) {
        let table = worker.topTable.pointee
        table.state.pending.remove(table.layout.placeOfQueue[Int(queue)])
    }

    @inline(__always)
    public func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        let table = worker.topTable.pointee
        var reaped = 0
        for word in 0..<table.state.pending.bits.wordCount {
            var bits = table.state.pending.bits.load(word: word)
            while bits != 0 {
                let place = UInt32(truncatingIfNeeded: word &* 64 &+ bits.trailingZeroBitCount)
                bits &= bits &- 1
                if table.state.busy.set(place) {
                    worker.noteBusySkip()
                    continue
                }
                reaped &+= worker.pollQueue(table.layout.queues[Int(place)])
                table.state.busy.clear(place)
            }
        }
        return reaped
    }
}
