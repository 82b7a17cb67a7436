@testable import BlockLayer

/// queue-bitmap as a reader of the mail would write it: the thread that counts a queue's leaves from 0 to 1 sets its
/// bit, the thread that counts them to 0 clears it, and neither looks again.
struct BitmapWithoutRecheck: PollingDesign {
    typealias M = SimulatedMachine

    struct TableState: BitwiseCopyable {
        fileprivate let words: SharedWords<SimulatedMachine>
        fileprivate let bits: QueueBits<SimulatedMachine>

        fileprivate func count(_ place: UInt32) -> UnsafeMutablePointer<SharedWord<SimulatedMachine>> {
            words[bits.wordCount + Int(place)]
        }
    }

    static var card: DesignCard {
        DesignCard(name: "bitmap-without-recheck", author: "tests", source: "", idea: "a faulty design")
    }

    func tableLoaded(_ layout: TableLayout) -> TableState {
        let count = layout.queues.count
        let words = SharedWords<M>(count: QueueBits<M>.wordCount(for: count) + count, .padded)
        return TableState(words: words, bits: QueueBits(queueCount: count, in: words, from: 0))
    }

    func tableRetired(_ state: TableState) {
        state.words.deallocate()
    }

    func isAtRest(_ state: TableState) -> Bool { true }

    func stateBytes(of layout: TableLayout) -> TableStateBytes { TableStateBytes() }

    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        guard let queue = worker.leafQueue(of: bio) else { return }
        let table = worker.topTable.pointee
        let place = table.layout.placeOfQueue[Int(queue)]
        if table.state.count(place).pointee.add(1) == 1 { _ = table.state.bits.set(place) }
    }

    func leafReaped<Queue>(
        _ leaf: BioPointer<M>, from queue: UInt32, on worker: inout Worker<Self, Queue>
    ) {
        let table = worker.topTable.pointee
        let place = table.layout.placeOfQueue[Int(queue)]
        if table.state.count(place).pointee.subtract(1) == 0 { table.state.bits.clear(place) }
    }

    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        let table = worker.topTable.pointee
        var reaped = 0
        for place in 0..<table.layout.queues.count
        where table.state.bits.load(word: place >> 6) >> UInt64(place & 63) & 1 == 1 {
            reaped += worker.pollQueue(table.layout.queues[place])
        }
        return reaped
    }
}
