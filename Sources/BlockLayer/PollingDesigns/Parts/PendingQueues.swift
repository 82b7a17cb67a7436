/// Which hardware queues under a table have polled leaves of that table pending: a count per queue, and a bitmap of
/// the counts that are not zero.
///
/// The mail of 12 January 2021 left open who clears a bit, since another bio may still be on the queue. Here the count
/// decides: the worker that changes it between 0 and 1 makes the bit agree, and looks at the count again afterwards.
/// If it was changed in between, it repeats; so does the other, and the last one leaves bit and count in agreement. In
/// between a bit may be wrong for a moment, which costs a poll that finds nothing, or one that comes too late by a
/// turn, never a leaf.
struct PendingQueues<M: Machine>: BitwiseCopyable {
    private let words: SharedWords<M>
    private let queueCount: Int
    private let firstCount: Int
    let bits: QueueBits<M>

    /// In the words from `first` on: the bits, then the counts.
    init(queueCount: Int, in words: SharedWords<M>, from first: Int = 0) {
        self.queueCount = queueCount
        self.words = words
        bits = QueueBits(queueCount: queueCount, in: words, from: first)
        firstCount = first + bits.wordCount
    }

    static func wordCount(for queueCount: Int) -> Int { QueueBits<M>.wordCount(for: queueCount) + queueCount }

    @inline(__always)
    private func count(_ place: UInt32) -> UnsafeMutablePointer<SharedWord<M>> {
        words[firstCount &+ Int(place)]
    }

    /// A leaf is about to go to the queue at this place.
    @inline(__always)
    func add(_ place: UInt32) {
        if count(place).pointee.add(1) == 1 { settle(place) }
    }

    /// A leaf came back from the queue at this place.
    @inline(__always)
    func remove(_ place: UInt32) {
        if count(place).pointee.subtract(1) == 0 { settle(place) }
    }

    /// Whether each bit says what its count says: holds whenever no worker is in the middle of a change.
    var isSettled: Bool {
        (0..<UInt32(queueCount)).allSatisfy { place in
            (bits.load(word: Int(place >> 6)) >> UInt64(place & 63) & 1 == 1)
                == (count(place).pointee.load() > 0)
        }
    }

    /// Whether no queue is pending, by bits and by counts.
    var isEmpty: Bool {
        bits.isEmpty && (0..<UInt32(queueCount)).allSatisfy { count($0).pointee.load() == 0 }
    }

    /// A queue from which more leaves came back than were marked; nil if there is none.
    var overdrawnPlace: UInt32? {
        (0..<UInt32(queueCount)).first { Int64(bitPattern: count($0).pointee.load()) < 0 }
    }

    func nameWords(_ name: (UnsafeRawPointer, String) -> Void) {
        bits.forEachWord { name($0, "the pending bits") }
        for place in 0..<UInt32(queueCount) { name(count(place), "the pending count") }
    }

    @inline(__always)
    private func settle(_ place: UInt32) {
        var isPending: Bool
        repeat {
            isPending = count(place).pointee.load() > 0
            if isPending { _ = bits.set(place) } else { bits.clear(place) }
        } while (count(place).pointee.load() > 0) != isPending
    }
}

/// A design that marks, per table, the queues on which polled leaves are pending.
protocol PendingQueuesDesign: PollingDesign {
    /// The pending queues of a table.
    static func pending(in state: TableState) -> PendingQueues<M>
}

extension PendingQueuesDesign {
    /// A leaf is marked before its device can see it, so no reaper comes first.
    func brokenPromise<Queue>(of worker: borrowing Worker<Self, Queue>) -> String? {
        let table = worker.topTable.pointee
        return Self.pending(in: table.state).overdrawnPlace.map { place in
            "a leaf came back from queue \(table.layout.queues[Int(place)]) before it was marked there"
        }
    }

    @inline(__always)
    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        guard let queue = worker.leafQueue(of: bio) else { return }
        let table = worker.topTable.pointee
        Self.pending(in: table.state).add(table.layout.placeOfQueue[Int(queue)])
    }

    @inline(__always)
    func leafReaped<Queue>(
        _ leaf: BioPointer<M>, from queue: UInt32, on worker: inout Worker<Self, Queue>
    ) {
        let table = worker.topTable.pointee
        Self.pending(in: table.state).remove(table.layout.placeOfQueue[Int(queue)])
    }
}
