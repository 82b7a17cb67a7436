/// `queue-bitmap`: each table remembers on which hardware queues polled bios are pending.
///
/// - Source: mail of 12 January 2021 in reply to the RFC.
/// - State: per table the hardware queues under it, of lower tables too, with a bit and a count each. Nothing per bio.
/// - Submission: marks the leaf's queue pending in the root's table, before the device can see the leaf.
/// - Poll: every pending queue of the root's table, whoever's bios are there.
/// - Locks: only the queues' own.
/// - Lifetime: nothing names a bio. Who clears a bit was left open; see ``PendingQueues``.
public struct QueueBitmap<Platform: Machine>: PollingDesign {
    public typealias M = Platform

    public static var card: DesignCard {
        DesignCard(
            name: "queue-bitmap", source: "mail of 12 January 2021",
            idea: "a bitmap per table of the queues on which polled bios are pending; poll all of those")
    }

    public struct TableState: BitwiseCopyable {
        fileprivate let pending: PendingQueues<M>
    }

    public init() {}

    public func tableLoaded(_ layout: TableLayout) -> TableState {
        TableState(pending: PendingQueues(queueCount: layout.queues.count))
    }

    public func tableRetired(_ state: TableState) {
        assert(state.pending.isSettled, "a pending bit disagrees with its count")
        state.pending.deallocate()
    }

    public func isAtRest(_ state: TableState) -> Bool { state.pending.isEmpty }

    public static func stateBytes(of layout: TableLayout) -> Int {
        PendingQueues<M>.bytes(queueCount: layout.queues.count)
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
    public func poll<Queue>(
        _ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) -> Int {
        let table = worker.topTable.pointee
        var reaped = 0
        for word in 0..<table.state.pending.bits.wordCount {
            var bits = table.state.pending.bits.load(word: word)
            while bits != 0 {
                let place = word &* 64 &+ bits.trailingZeroBitCount
                bits &= bits &- 1
                reaped &+= worker.pollQueue(table.layout.queues[place])
            }
        }
        return reaped
    }
}
