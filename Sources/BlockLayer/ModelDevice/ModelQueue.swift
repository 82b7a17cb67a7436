import RandomNumbers

/// A hardware queue of a model device.
///
/// Submission side (under the submission lock): a leaf gets the time at which it will be ready and goes into a ring.
/// Completion side (under the completion lock): leaves move from the ring into the order of their readiness, and
/// those whose time has come are reaped. Between the two stands one shared word, the earliest time at which anything
/// will be ready: all that a poller looks at before it takes the lock.
struct ModelQueue<M: Machine>: HardwareQueue {
    let submission: UnsafeMutablePointer<SubmissionSide>
    let completion: UnsafeMutablePointer<CompletionSide>
    let ring: UnsafeMutablePointer<BioPointer<M>>
    let ringMask: UInt64
    private let depth: UInt64
    let data: UnsafeMutableRawPointer?
    private let epochTicks: UInt64
    /// What it costs the submitter to hand over a leaf.
    private let submitTicks: UInt64
    /// What it costs the poller to end the request of a leaf.
    private let completionTicks: UInt64
    let faults: ModelFaults
    private let hasFaults: Bool
    let timeoutTicks: UInt64
    /// Where in the periods of the faults the queue begins.
    let faultPhase: UInt64

    struct SubmissionSide: ~Copyable {
        /// Leaves ever submitted; written under the submission lock, read by pollers.
        let tail = CacheLinePadded(SharedWord<M>(0))
        var random: RandomGenerator
        let quantiles: UnsafePointer<UInt32>
        let quantileMask: UInt64
        let dies: Dies<M>
        let entrance: Entrance<M>
    }

    struct CompletionSide: ~Copyable {
        /// Leaves ever reaped; written under the completion lock, read by submitters.
        let head = CacheLinePadded(SharedWord<M>(0))
        /// The earliest time at which a leaf is ready; `UInt64.max` when there is none.
        let nextReady = CacheLinePadded(SharedWord<M>(.max))
        /// Leaves ever taken from the ring.
        var drained: UInt64 = 0
        /// Leaves taken from the ring, by readiness; unused where that is the order of submission.
        var order: ReadyOrder<M>
        /// Those of them whose completions are lost; nil where none are.
        var lost: LostLeaves<M>?
        let keepsOrder: Bool
        var interrupts: ModelInterrupts
    }

    init(
        depth: Int, table: ServiceTable, keepsOrder: Bool,
        dies: Dies<M>, entrance: Entrance<M>, data: UnsafeMutableRawPointer?,
        random: RandomGenerator, epochTicks: UInt64, submitTicks: UInt64 = 0,
        completionTicks: UInt64 = 0, interruptTicks: UInt64 = 0, faults: ModelFaults = ModelFaults(),
        timeoutTicks: UInt64 = 0, firstIndex: UInt64 = 0
    ) {
        let capacity = Self.ringCapacity(depth)
        submission = .allocateOnLines(capacity: 1)
        submission.initialize(
            to: SubmissionSide(
                random: random, quantiles: table.values, quantileMask: table.mask, dies: dies,
                entrance: entrance))
        completion = .allocateOnLines(capacity: 1)
        completion.initialize(
            to: CompletionSide(
                drained: firstIndex, order: ReadyOrder(capacity: depth),
                lost: faults.lost.period == 0 ? nil : LostLeaves(capacity: depth), keepsOrder: keepsOrder,
                interrupts: ModelInterrupts(ticks: interruptTicks)))
        submission.pointee.tail.value.storeRelaxed(firstIndex)
        completion.pointee.head.value.storeRelaxed(firstIndex)
        ring = .allocateOnLines(capacity: capacity)
        ringMask = UInt64(capacity - 1)
        self.depth = UInt64(depth)
        self.data = data
        self.epochTicks = epochTicks
        self.submitTicks = submitTicks
        self.completionTicks = completionTicks
        self.faults = faults
        self.timeoutTicks = timeoutTicks
        hasFaults = !faults.isEmpty
        // Of a copy: faults must not shift the service times.
        var dice = random
        faultPhase = dice.next() >> 16
    }

    private static func ringCapacity(_ depth: Int) -> Int {
        1 << (Int.bitWidth - (depth - 1).leadingZeroBitCount)
    }

    /// The memory that a queue takes. Control plane.
    static func byteCount(_ settings: ModelSettings) -> Int {
        let depth = settings.queueDepth
        let lost = settings.faults.lost.period == 0 ? 0 : LostLeaves<M>.byteCount(capacity: depth)
        return MemoryLayout<SubmissionSide>.stride + MemoryLayout<CompletionSide>.stride
            + ringCapacity(depth) * MemoryLayout<BioPointer<M>>.stride
            + ReadyOrder<M>.byteCount(capacity: depth) + lost
    }

    func deallocate() {
        completion.pointee.order.deallocate()
        completion.pointee.lost?.deallocate()
        submission.deinitialize(count: 1).deallocate()
        completion.deinitialize(count: 1).deallocate()
        ring.deallocate()
    }

    /// Tells of each shared word where it is and what it is, for traces.
    func nameWords(_ name: (UnsafeRawPointer, String) -> Void) {
        withUnsafePointer(to: submission.pointee.tail.value) { name($0, "the tail") }
        withUnsafePointer(to: completion.pointee.head.value) { name($0, "the head") }
        withUnsafePointer(to: completion.pointee.nextReady.value) { name($0, "the next ready time") }
    }

    @inline(__always)
    func now() -> UInt64 { M.ticks() &- epochTicks }

    @inline(__always)
    func submit(_ leaves: inout BioList<M>, systemCalls: inout UInt64) -> Int {
        let now = now()
        let first = submission.pointee.tail.value.loadRelaxed()
        let end = completion.pointee.head.value.load() &+ depth
        var tail = first
        var earliest = UInt64.max
        while tail != end, let leaf = leaves.popFirst() {
            var ready = readyTime(of: leaf, now)
            if hasFaults { ready = spoil(leaf, number: tail, ready, now) }
            leaf.pointee.readyTicks = ready
            if ready < earliest { earliest = ready }
            let slot = ring + Int(truncatingIfNeeded: tail & ringMask)
            M.willWritePlain(slot)
            slot.pointee = leaf
            tail &+= 1
        }
        if tail == first { return 0 }
        submission.pointee.tail.value.store(tail)
        announce(earliest)
        M.spend(.doorbell)
        return Int(truncatingIfNeeded: tail &- first)
    }

    /// When a leaf that the device gets now will be ready: after the entrance and its service, on dies after what they
    /// have to do.
    @inline(__always)
    private func readyTime(of leaf: BioPointer<M>, _ now: UInt64) -> UInt64 {
        let mask = submission.pointee.quantileMask
        let draw = mask == 0 ? 0 : submission.pointee.random.next() & mask
        let service = UInt64(submission.pointee.quantiles[Int(truncatingIfNeeded: draw)])
        let dies = submission.pointee.dies
        let begin = submission.pointee.entrance.pass(leaf.pointee.sectorCount, now: now)
        if dies.isEmpty { return begin &+ service }
        return dies.serve(
            leaf.pointee.sector, count: leaf.pointee.sectorCount, serviceTicks: service, now: begin)
    }

    /// Lowers the time at which pollers begin to look, if this is earlier.
    ///
    /// Written in any case: the tail was stored before, and only a read-modify-write keeps the CPU from reading this
    /// word first. Otherwise a reaper could put the end of the queue here without seeing the tail, while the submitter
    /// still reads the time of the leaf that the reaper has just taken: neither would announce the new leaf.
    @inline(__always)
    private func announce(_ earliest: UInt64) {
        var current = completion.pointee.nextReady.value.load()
        while true {
            let seen = completion.pointee.nextReady.value.compareExchange(
                expected: current, desired: min(current, earliest))
            if seen == current { return }
            current = seen
        }
    }

    @inline(__always)
    func mayHaveCompletions() -> Bool {
        let ready = completion.pointee.nextReady.value.load()
        if ready == .max || ready > now() { return false }
        withUnsafePointer(to: completion.pointee.nextReady.value) { M.deviceWrote($0, at: ready) }
        return true
    }

    @inline(__always)
    func spendSubmission(of count: Int) {
        if submitTicks > 0 { spend(submitTicks &* UInt64(truncatingIfNeeded: count)) }
    }

    @inline(__always)
    func spendCompletion(of count: Int) {
        if completionTicks > 0 { spend(completionTicks &* UInt64(truncatingIfNeeded: count)) }
    }
}
