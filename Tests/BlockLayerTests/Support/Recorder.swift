@testable import BlockLayer

/// Hardware queues that note what they are given and complete it at the next reap. For one thread.
final class Recorder<M: Machine>: @unchecked Sendable {
    /// A leaf as it reached its queue.
    struct Leaf: Equatable {
        var queue: Int
        var device: Int
        var sector: UInt64
        var sectorCount: Int
        var operation: BlockLayer.Operation
        var buffer: UnsafeMutableRawPointer
    }

    /// What was submitted, to all queues, in order.
    var leaves: [Leaf] = []

    /// Leaves that each queue holds at most.
    var room = Int.max

    /// Whether queues hold back what was submitted last, as a ring with one owner does.
    var holdsBack = false

    /// How often the device takes nothing of what is handed over to it next.
    var refusals = 0

    /// What the device got at a time.
    var handovers: [Handover] = []

    struct Handover: Equatable {
        var queue: Int
        var count: Int
        /// Together with a poll.
        var isByPoll: Bool
    }

    /// How leaves end that begin at these sectors of these devices, turn by turn; others end well.
    var endings: [Place: [Status]] = [:]

    struct Place: Hashable {
        var device: Int
        var sector: UInt64
    }

    private let waiting: UnsafeMutableBufferPointer<Waiting>

    private struct Waiting {
        var leaves = BioList<M>()
        var count = 0
        /// Those at the end of the list that the device does not have yet.
        var heldBack = 0
    }

    init(queueCount: Int) {
        waiting = .allocate(capacity: queueCount)
        waiting.initialize(repeating: Waiting())
    }

    deinit {
        waiting.deallocate()
    }

    /// The queues, which must not outlive the recorder.
    var queues: [RecordingQueue<M>] {
        waiting.indices.map { RecordingQueue(number: $0, recorder: Unmanaged.passUnretained(self)) }
    }

    fileprivate func submit(
        _ list: inout BioList<M>, to queue: Int, _ systemCalls: inout UInt64
    ) -> Int {
        if waiting[queue].heldBack > 0 { handOver(queue, isByPoll: false, &systemCalls) }
        var taken = 0
        while waiting[queue].count < room, let leaf = list.popFirst() {
            note(leaf, queue)
            waiting[queue].leaves.append(leaf)
            waiting[queue].count += 1
            waiting[queue].heldBack += 1
            taken += 1
        }
        if taken > 0 && !holdsBack { handOver(queue, isByPoll: false, &systemCalls) }
        return taken
    }

    fileprivate func handOver(_ queue: Int, isByPoll: Bool, _ systemCalls: inout UInt64) {
        systemCalls += 1
        if waiting[queue].heldBack == 0 { return }
        if refusals > 0 {
            refusals -= 1
            return
        }
        handovers.append(Handover(queue: queue, count: waiting[queue].heldBack, isByPoll: isByPoll))
        waiting[queue].heldBack = 0
    }

    /// Leaves that a queue has taken and the device does not have.
    func heldBack(_ queue: Int) -> Int { waiting[queue].heldBack }

    private func note(_ leaf: BioPointer<M>, _ queue: Int) {
        leaves.append(
            Leaf(
                queue: queue, device: Int(leaf.pointee.device), sector: leaf.pointee.sector,
                sectorCount: Int(leaf.pointee.sectorCount), operation: leaf.pointee.operation,
                buffer: leaf.pointee.buffer))
    }

    /// Gives one queue the leaves of another one, as a driver does whose controller returned with fewer queues.
    func moveLeaves(from old: Int, to new: Int) {
        while let leaf = waiting[old].leaves.popFirst() { waiting[new].leaves.append(leaf) }
        waiting[new].count += waiting[old].count
        waiting[old].count = 0
    }

    fileprivate func hasLeaves(_ queue: Int) -> Bool { waiting[queue].count > 0 }

    fileprivate func reap(
        from queue: Int, into batch: CompletionBatch<M>, _ systemCalls: inout UInt64
    ) -> Int {
        handOver(queue, isByPoll: true, &systemCalls)
        var reaped = 0
        while reaped < batch.capacity, waiting[queue].count > waiting[queue].heldBack,
            let leaf = waiting[queue].leaves.popFirst()
        {
            leaf.pointee.status = ending(of: leaf)
            batch[reaped] = leaf
            reaped += 1
            waiting[queue].count -= 1
        }
        return reaped
    }

    private func ending(of leaf: BioPointer<M>) -> Status {
        let place = Place(device: Int(leaf.pointee.device), sector: leaf.pointee.sector)
        guard let turns = endings[place], let first = turns.first else { return .ok }
        endings[place] = Array(turns.dropFirst())
        return first
    }
}

/// A hardware queue of a ``Recorder``.
struct RecordingQueue<M: Machine>: HardwareQueue {
    fileprivate let number: Int
    fileprivate let recorder: Unmanaged<Recorder<M>>

    func submit(_ leaves: inout BioList<M>, systemCalls: inout UInt64) -> Int {
        recorder.takeUnretainedValue().submit(&leaves, to: number, &systemCalls)
    }

    var holdsBack: Bool { recorder.takeUnretainedValue().heldBack(number) > 0 }

    func flush(systemCalls: inout UInt64) {
        recorder.takeUnretainedValue().handOver(number, isByPoll: false, &systemCalls)
    }

    func mayHaveCompletions() -> Bool { recorder.takeUnretainedValue().hasLeaves(number) }

    func reap(into batch: CompletionBatch<M>, systemCalls: inout UInt64) -> Int {
        recorder.takeUnretainedValue().reap(from: number, into: batch, &systemCalls)
    }
}
