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

    fileprivate func submit(_ list: inout BioList<M>, to queue: Int) -> Int {
        var taken = 0
        while waiting[queue].count < room, let leaf = list.popFirst() {
            note(leaf, queue)
            waiting[queue].leaves.append(leaf)
            waiting[queue].count += 1
            taken += 1
        }
        return taken
    }

    private func note(_ leaf: BioPointer<M>, _ queue: Int) {
        leaves.append(
            Leaf(
                queue: queue, device: Int(leaf.pointee.device), sector: leaf.pointee.sector,
                sectorCount: Int(leaf.pointee.sectorCount), operation: leaf.pointee.operation,
                buffer: leaf.pointee.buffer))
    }

    fileprivate func hasLeaves(_ queue: Int) -> Bool { waiting[queue].count > 0 }

    fileprivate func reap(from queue: Int, into batch: CompletionBatch<M>) -> Int {
        var reaped = 0
        while reaped < batch.capacity, let leaf = waiting[queue].leaves.popFirst() {
            leaf.pointee.status = ending(of: leaf)
            batch[reaped] = leaf
            reaped += 1
        }
        waiting[queue].count -= reaped
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
        recorder.takeUnretainedValue().submit(&leaves, to: number)
    }

    func mayHaveCompletions() -> Bool { recorder.takeUnretainedValue().hasLeaves(number) }

    func reap(into batch: CompletionBatch<M>, systemCalls: inout UInt64) -> Int {
        recorder.takeUnretainedValue().reap(from: number, into: batch)
    }
}
