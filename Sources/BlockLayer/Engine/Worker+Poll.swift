// Polling: from a design's question to completions of hardware queues.

extension Worker {
    /// Whether this worker may poll the queue at all.
    @inline(__always)
    func mayTouch(_ context: UnsafePointer<HardwareContext<Queue>>) -> Bool {
        settings.sharing == .shared || context.pointee.owner == UInt16(truncatingIfNeeded: number)
    }

    /// Stays on a queue until something is found or the bound of the spin policy is reached. What other queues hold
    /// back must not wait for that.
    @inline(never)
    mutating func spin(
        on context: UnsafePointer<HardwareContext<Queue>>, _ queue: UInt32, _ unlessBusy: Bool
    ) -> Int {
        closePlugs()
        let deadline = now() &+ spinTicks
        var attempt: UInt32 = 0
        while now() < deadline {
            M.spin(attempt, on: context)
            attempt &+= 1
            takeInterrupts()
            if attempt & 1023 == 0 && givesUp() { return 0 }
            guard context.pointee.queue.mayHaveCompletions() else {
                if settings.spin == .untilDone && hasEnded() { return 0 }
                continue
            }
            let reaped = reap(context, queue, unlessBusy)
            if reaped > 0 { return reaped }
        }
        return 0
    }

    /// Reaps what is on a queue and ends it. Returns the number of leaves; 0 if the queue was left to another worker.
    @inline(never)
    mutating func reap(
        _ context: UnsafePointer<HardwareContext<Queue>>, _ queue: UInt32, _ unlessBusy: Bool
    ) -> Int {
        guard lockCompletions(context, unlessBusy) else { return 0 }
        M.spend(.reap)
        let count = context.pointee.queue.reap(into: batch, systemCalls: &counters.systemCalls)
        if settings.ending == .inLock { endBatch(count, from: queue) }
        if settings.locking != .none { context.pointee.completionLock.value.unlock() }
        if settings.ending == .afterLock { endBatch(count, from: queue) }
        return count
    }

    @inline(__always)
    private mutating func lockCompletions(
        _ context: UnsafePointer<HardwareContext<Queue>>, _ unlessBusy: Bool
    ) -> Bool {
        switch settings.locking {
        case .none: return true
        case .blocking where !unlessBusy:
            counters.locks &+= 1
            if context.pointee.completionLock.value.lock() { counters.lockWaits &+= 1 }
            return true
        case .blocking, .trylock:
            guard context.pointee.completionLock.value.tryLock() else {
                counters.busySkips &+= 1
                return false
            }
            counters.locks &+= 1
            return true
        }
    }

    /// Whether leaves are left to interrupts now.
    @inline(__always)
    var hasUnpolled: Bool { Design.leavesUnpolled && unpolled.inFlight > 0 }

    /// Takes the interrupts that have come in the meantime: called between a worker's other work, on the CPU that
    /// submitted. Returns the number of leaves that they completed.
    @inline(__always)
    @discardableResult
    mutating func takeInterrupts() -> Int {
        hasUnpolled ? reapUnpolled() : 0
    }

    @inline(never)
    private mutating func reapUnpolled() -> Int {
        var total = 0
        for queue in unpolled.queues where queue != .max {
            let context = stack.contexts + Int(queue)
            guard context.pointee.queue.mayHaveCompletions() else { continue }
            total &+= reap(context, queue, false)
        }
        unpolled.inFlight &-= total
        return total
    }

    @inline(never)
    mutating func lookAtOwnQueues() {
        _ = pollOwnQueues()
    }

    /// Polls every queue of every device under a device. A lower mapped device recurses; one that stands under several
    /// lines of a lower table is polled for each.
    mutating func pollAllQueues(under device: UInt16) -> Int {
        guard let table = table(of: device) else { return pollQueues(of: device) }
        var reaped = 0
        for lower in table.pointee.layout.devices { reaped &+= pollAllQueues(under: lower) }
        return reaped
    }

    @inline(__always)
    private mutating func pollQueues(of device: UInt16) -> Int {
        var reaped = 0
        let queues = devices[device].pointee.queues
        var queue = queues.lowerBound
        while queue < queues.upperBound {
            reaped &+= pollQueue(queue)
            queue &+= 1
        }
        return reaped
    }
}
