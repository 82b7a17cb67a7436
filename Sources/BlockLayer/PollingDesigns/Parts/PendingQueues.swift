/// Which hardware queues under a table have polled leaves of that table pending: a count per queue, and a bitmap of
/// the counts that are not zero.
///
/// The mail of 12 January 2021 left open who clears a bit, since another bio may still be on the queue. Here the
/// count decides: whoever changes it between 0 and 1 makes the bit agree, and looks at the count again afterwards. If
/// it was changed in between, it repeats; so does the other, and whoever comes last leaves bit and count in agreement.
/// In between a bit may be wrong for a moment, which costs a poll that finds nothing, or one that comes too late by a
/// turn, never a leaf.
struct PendingQueues<M: Machine>: BitwiseCopyable {
    private let counts: UnsafeMutablePointer<CacheLinePadded<SharedWord<M>>>
    private let queueCount: Int
    let bits: QueueBits<M>

    init(queueCount: Int) {
        self.queueCount = queueCount
        counts = .allocate(capacity: queueCount)
        for queue in 0..<queueCount { (counts + queue).initialize(to: CacheLinePadded(SharedWord(0))) }
        bits = QueueBits(count: queueCount)
    }

    func deallocate() {
        counts.deinitialize(count: queueCount).deallocate()
        bits.deallocate()
    }

    static func bytes(queueCount: Int) -> Int {
        queueCount * MemoryLayout<CacheLinePadded<SharedWord<M>>>.stride + QueueBits<M>.bytes(for: queueCount)
    }

    /// A leaf is about to go to the queue at this place.
    @inline(__always)
    func add(_ place: UInt32) {
        if counts[Int(place)].value.add(1) == 1 { settle(place) }
    }

    /// A leaf came back from the queue at this place.
    @inline(__always)
    func remove(_ place: UInt32) {
        if counts[Int(place)].value.subtract(1) == 0 { settle(place) }
    }

    /// Whether each bit says what its count says: holds whenever no worker is in the middle of a change.
    var isSettled: Bool {
        (0..<UInt32(queueCount)).allSatisfy { place in
            (bits.load(word: Int(place >> 6)) >> UInt64(place & 63) & 1 == 1)
                == (counts[Int(place)].value.load() > 0)
        }
    }

    /// Whether no queue is pending, by bits and by counts.
    var isEmpty: Bool {
        bits.isEmpty && (0..<queueCount).allSatisfy { counts[$0].value.load() == 0 }
    }

    @inline(__always)
    private func settle(_ place: UInt32) {
        var isPending: Bool
        repeat {
            isPending = counts[Int(place)].value.load() > 0
            if isPending { _ = bits.set(place) } else { bits.clear(place) }
        } while (counts[Int(place)].value.load() > 0) != isPending
    }
}
