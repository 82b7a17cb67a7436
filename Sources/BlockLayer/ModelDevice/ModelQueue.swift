import RandomNumbers

/// A hardware queue of a model device.
///
/// Submission side (under the submission lock): a leaf gets the time at which it will be ready and goes into a ring.
/// Completion side (under the completion lock): leaves move from the ring into the order of their readiness, and
/// those whose time has come are reaped. Between the two stands one shared word, the earliest time at which anything
/// will be ready: all that a poller looks at before it takes the lock.
struct ModelQueue<M: Machine>: HardwareQueue {
    /// All that it is made of, in one place: workers copy the queue for each call, and this is a word.
    let parts: UnsafePointer<ModelQueueParts<M>>

    @inline(__always)
    var submission: UnsafeMutablePointer<ModelQueueParts<M>.SubmissionSide> { parts.pointee.submission }

    @inline(__always)
    var completion: UnsafeMutablePointer<ModelQueueParts<M>.CompletionSide> { parts.pointee.completion }

    init(
        depth: Int, table: ServiceTable, keepsOrder: Bool,
        dies: Dies<M>, entrance: Entrance<M>, data: UnsafeMutableRawPointer?,
        random: RandomGenerator, epochTicks: UInt64, submitTicks: UInt64 = 0,
        completionTicks: UInt64 = 0, interruptTicks: UInt64 = 0, faults: ModelFaults = ModelFaults(),
        timeoutTicks: UInt64 = 0, firstIndex: UInt64 = 0, isExclusive: Bool = false
    ) {
        let submission = UnsafeMutablePointer<ModelQueueParts<M>.SubmissionSide>.allocateOnLines(capacity: 1)
        submission.initialize(to: .init(random: random))
        let completion = UnsafeMutablePointer<ModelQueueParts<M>.CompletionSide>.allocateOnLines(capacity: 1)
        completion.initialize(
            to: .init(
                drained: firstIndex, order: ReadyOrder(capacity: depth),
                lost: faults.lost.period == 0 ? nil : LostLeaves(capacity: depth),
                interrupts: ModelInterrupts(ticks: interruptTicks)))
        submission.pointee.tail.value.storeRelaxed(firstIndex)
        completion.pointee.head.value.storeRelaxed(firstIndex)
        let capacity = ModelQueueParts<M>.ringCapacity(depth)
        // Of a copy: faults must not shift the service times.
        var dice = random
        let parts = UnsafeMutablePointer<ModelQueueParts<M>>.allocateOnLines(capacity: 1)
        parts.initialize(
            to: ModelQueueParts(
                submission: submission, completion: completion, ring: .allocateOnLines(capacity: capacity),
                ringMask: UInt64(capacity - 1), depth: UInt64(depth), epochTicks: epochTicks,
                quantiles: table.values, quantileMask: table.mask,
                servesAtOnce: faults.isEmpty && dies.isEmpty && entrance.isEmpty, keepsOrder: keepsOrder,
                isExclusive: isExclusive, dies: dies, entrance: entrance, data: data,
                submitTicks: submitTicks, completionTicks: completionTicks, faults: faults,
                timeoutTicks: timeoutTicks, faultPhase: dice.next() >> 16))
        self.parts = UnsafePointer(parts)
    }

    /// The memory that a queue takes. Control plane.
    static func byteCount(_ settings: ModelSettings) -> Int {
        ModelQueueParts<M>.byteCount(depth: settings.queueDepth, losesLeaves: settings.faults.lost.period > 0)
    }

    func deallocate() {
        parts.pointee.deallocate()
        UnsafeMutablePointer(mutating: parts).deinitialize(count: 1).deallocate()
    }

    /// Tells of each shared word where it is and what it is, for traces.
    func nameWords(_ name: (UnsafeRawPointer, String) -> Void) {
        withUnsafePointer(to: submission.pointee.tail.value) { name($0, "the tail") }
        withUnsafePointer(to: completion.pointee.head.value) { name($0, "the head") }
        withUnsafePointer(to: completion.pointee.nextReady.value) { name($0, "the next ready time") }
    }

    @inline(__always)
    func now() -> UInt64 { M.ticks() &- parts.pointee.epochTicks }

    @inline(__always)
    func submit(_ leaves: inout BioList<M>, systemCalls: inout UInt64) -> Int {
        let now = now()
        let first = submission.pointee.tail.value.loadRelaxed()
        let end = completion.pointee.head.value.load() &+ parts.pointee.depth
        var tail = first
        var earliest = UInt64.max
        while tail != end, let leaf = leaves.popFirst() {
            let ready = readyTime(of: leaf, number: tail, now)
            leaf.pointee.readyTicks = ready
            if ready < earliest { earliest = ready }
            let slot = parts.pointee.ring + Int(truncatingIfNeeded: tail & parts.pointee.ringMask)
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

    /// When the leaf of a number, which the device gets now, will be ready.
    @inline(__always)
    private func readyTime(of leaf: BioPointer<M>, number: UInt64, _ now: UInt64) -> UInt64 {
        let mask = parts.pointee.quantileMask
        let draw = mask == 0 ? 0 : submission.pointee.random.next() & mask
        let service = UInt64(parts.pointee.quantiles[Int(truncatingIfNeeded: draw)])
        if parts.pointee.servesAtOnce { return now &+ service }
        return readyTime(of: leaf, number: number, serviceTicks: service, now)
    }

    /// The same where a leaf passes the entrance, waits for dies or meets a fault.
    @inline(never)
    private func readyTime(
        of leaf: BioPointer<M>, number: UInt64, serviceTicks: UInt64, _ now: UInt64
    ) -> UInt64 {
        let begin = parts.pointee.entrance.pass(leaf.pointee.sectorCount, now: now)
        var ready = begin &+ serviceTicks
        if !parts.pointee.dies.isEmpty {
            ready = parts.pointee.dies.serve(
                leaf.pointee.sector, count: leaf.pointee.sectorCount, serviceTicks: serviceTicks, now: begin)
        }
        return parts.pointee.faults.isEmpty ? ready : spoil(leaf, number: number, ready, now)
    }

    /// Lowers the time at which pollers begin to look, if this is earlier.
    ///
    /// Written in any case: the tail was stored before, and only a read-modify-write keeps the CPU from reading this
    /// word first. Otherwise a reaper could put the end of the queue here without seeing the tail, while the submitter
    /// still reads the time of the leaf that the reaper has just taken: neither would announce the new leaf.
    @inline(__always)
    private func announce(_ earliest: UInt64) {
        if parts.pointee.isExclusive { return announceToOneself(earliest) }
        var current = completion.pointee.nextReady.value.load()
        while true {
            let seen = completion.pointee.nextReady.value.compareExchange(
                expected: current, desired: min(current, earliest))
            if seen == current { return }
            current = seen
        }
    }

    /// The same where the submitter is the only reaper.
    @inline(__always)
    private func announceToOneself(_ earliest: UInt64) {
        let current = completion.pointee.nextReady.value.loadRelaxed()
        if earliest < current { completion.pointee.nextReady.value.storeRelaxed(earliest) }
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
        let ticks = parts.pointee.submitTicks
        if ticks > 0 { spend(ticks &* UInt64(truncatingIfNeeded: count)) }
    }

    @inline(__always)
    func spendCompletion(of count: Int) {
        let ticks = parts.pointee.completionTicks
        if ticks > 0 { spend(ticks &* UInt64(truncatingIfNeeded: count)) }
    }
}
