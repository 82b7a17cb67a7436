// What goes wrong with leaves, and what delivering them costs.

extension ModelQueue {
    /// Applies to a leaf the fault that its number is due, if there is one. Returns when the leaf will be ready.
    @inline(never)
    func spoil(_ leaf: BioPointer<M>, number: UInt64, _ ready: UInt64, _ now: UInt64) -> UInt64 {
        let faults = parts.pointee.faults
        let phase = parts.pointee.faultPhase
        if faults.again.fails(number, phase: phase) {
            leaf.pointee.status = .again
        } else if faults.failures.fails(number, phase: phase) {
            leaf.pointee.status = .ioError
        } else if faults.lost.fails(number, phase: phase) {
            leaf.pointee.status = .timedOut
            return now &+ max(1, parts.pointee.timeoutTicks)
        }
        return ready
    }

    /// Whether a leaf's completion is lost: then it waits for its timeout.
    @inline(__always)
    func isLost(_ leaf: BioPointer<M>) -> Bool {
        guard completion.pointee.lost != nil, leaf.pointee.status == .timedOut else { return false }
        return completion.pointee.lost?.insert(leaf, lateTicks: max(1, parts.pointee.timeoutTicks / 2))
            ?? false
    }

    /// The timeout handler, and the completions that come too late; returns when the next one will be due.
    func reapLost(_ now: UInt64, _ batch: CompletionBatch<M>, _ count: inout Int) -> UInt64 {
        while count < batch.capacity, let leaf = completion.pointee.lost?.popReady(at: now) {
            complete(leaf, batch, &count)
        }
        return completion.pointee.lost?.nextReady ?? .max
    }

    /// Spends what the interrupts cost the CPU that delivered these leaves.
    @inline(never)
    func takeInterrupts(_ batch: CompletionBatch<M>, _ count: Int) {
        var interrupts: UInt64 = 0
        for place in 0..<count
        where completion.pointee.interrupts.isRaised(readyTicks: batch[place].pointee.readyTicks) {
            interrupts &+= 1
        }
        spend(interrupts &* completion.pointee.interrupts.ticks)
    }

    @inline(never)
    func spend(_ ticks: UInt64) {
        let begin = now()
        var attempt: UInt32 = 0
        while now() &- begin < ticks {
            M.spin(attempt, on: completion)
            attempt &+= 1
        }
    }
}

extension ModelQueue {
    /// The time before which pollers do not look, read without a step. For checks.
    var announcedTicks: UInt64 {
        withUnsafePointer(to: completion.pointee.nextReady.value) {
            UnsafeRawPointer($0).load(as: UInt64.self)
        }
    }
}
