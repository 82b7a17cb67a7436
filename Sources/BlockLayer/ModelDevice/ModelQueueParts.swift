import RandomNumbers

/// What a hardware queue of a model device is made of: settings that do not change, and its two sides. On cache lines
/// of its own, which nothing writes once the queue is made.
struct ModelQueueParts<M: Machine> {
    let submission: UnsafeMutablePointer<SubmissionSide>
    let completion: UnsafeMutablePointer<CompletionSide>
    /// The leaves that were submitted and not yet taken, by the low bits of their numbers.
    let ring: UnsafeMutablePointer<BioPointer<M>>
    let ringMask: UInt64
    /// The most leaves on the queue at a time.
    let depth: UInt64
    let epochTicks: UInt64
    /// Service times in ticks, of which each leaf draws one.
    let quantiles: UnsafePointer<UInt32>
    let quantileMask: UInt64
    /// Whether nothing but its service time decides when a leaf is ready: no entrance, no dies, no faults.
    let servesAtOnce: Bool
    /// Whether leaves become ready in the order of submission.
    let keepsOrder: Bool
    /// Whether one worker does both sides, so that plain stores do; see ``QueueSharing/exclusive``.
    let isExclusive: Bool
    let dies: Dies<M>
    let entrance: Entrance<M>
    /// The data of the device; nil where it keeps none.
    let data: UnsafeMutableRawPointer?
    /// What it costs the submitter to hand over a leaf.
    let submitTicks: UInt64
    /// What it costs the poller to end the request of a leaf.
    let completionTicks: UInt64
    let faults: ModelFaults
    let timeoutTicks: UInt64
    /// Where in the periods of the faults the queue begins.
    let faultPhase: UInt64

    struct SubmissionSide: ~Copyable {
        /// Leaves ever submitted; written under the submission lock, read by pollers.
        let tail = CacheLinePadded(SharedWord<M>(0))
        var random: RandomGenerator
    }

    struct CompletionSide: ~Copyable {
        /// Leaves ever reaped; written under the completion lock, read by submitters.
        let head = CacheLinePadded(SharedWord<M>(0))
        /// The earliest time at which a leaf is ready; `UInt64.max` when there is none.
        let nextReady = CacheLinePadded(SharedWord<M>(.max))
        /// Leaves ever taken from the ring.
        var drained: UInt64
        /// Leaves taken from the ring, by readiness; unused where that is the order of submission.
        var order: ReadyOrder<M>
        /// Those of them whose completions are lost; nil where none are.
        var lost: LostLeaves<M>?
        var interrupts: ModelInterrupts
    }

    /// The places of a ring for this many leaves.
    static func ringCapacity(_ depth: Int) -> Int {
        1 << (Int.bitWidth - (depth - 1).leadingZeroBitCount)
    }

    /// The memory that a queue takes. Control plane.
    static func byteCount(depth: Int, losesLeaves: Bool) -> Int {
        MemoryLayout<Self>.stride + MemoryLayout<SubmissionSide>.stride + MemoryLayout<CompletionSide>.stride
            + ringCapacity(depth) * MemoryLayout<BioPointer<M>>.stride
            + ReadyOrder<M>.byteCount(capacity: depth)
            + (losesLeaves ? LostLeaves<M>.byteCount(capacity: depth) : 0)
    }

    /// Frees what it points to. Control plane.
    func deallocate() {
        completion.pointee.order.deallocate()
        completion.pointee.lost?.deallocate()
        submission.deinitialize(count: 1).deallocate()
        completion.deinitialize(count: 1).deallocate()
        ring.deallocate()
    }
}
