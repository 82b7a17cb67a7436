// Polling: from a design's question to completions of hardware queues.

extension Worker {
    /// Polls one hardware queue, P(hctx): a look without a lock; then, under the completion lock, reaps what is there,
    /// whoever submitted it; ends it. Returns how many leaves that were. `nvme_poll`.
    ///
    /// Called by designs, for any queue of the stack, on the polling worker's thread.
    ///
    /// - Parameter unlessBusy: leaves the queue to a worker that is reaping it, however the engine takes locks.
    @inline(__always)
    public mutating func pollQueue(_ queue: UInt32, unlessBusy: Bool = false) -> Int {
        assert(Int(queue) < stack.polledCount, "a cookie names a queue that is not there")
        counters.queuePolls &+= 1
        M.note(.begins, queue: queue)
        defer { M.note(.ends, queue: queue) }
        let context = stack.contexts + Int(queue)
        var reaped = 0
        if !mayTouch(context) {
            counters.emptyQueuePolls &+= 1
            return 0
        }
        if context.pointee.queue.mayHaveCompletions() { reaped = reap(context, queue, unlessBusy) }
        if reaped == 0 && spinTicks > 0 { reaped = spin(on: context, queue, unlessBusy) }
        if reaped == 0 { counters.emptyQueuePolls &+= 1 }
        return reaped
    }

    /// Whether this worker may poll the queue at all.
    @inline(__always)
    private func mayTouch(_ context: UnsafePointer<HardwareContext<Queue>>) -> Bool {
        settings.sharing == .shared || context.pointee.owner == UInt16(truncatingIfNeeded: number)
    }

    /// Stays on a queue until something is found or the bound of the spin policy is reached. What other queues hold
    /// back must not wait for that.
    @inline(never)
    private mutating func spin(
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
            guard context.pointee.queue.mayHaveCompletions() else { continue }
            let reaped = reap(context, queue, unlessBusy)
            if reaped > 0 { return reaped }
        }
        return 0
    }

    @inline(never)
    private mutating func reap(
        _ context: UnsafePointer<HardwareContext<Queue>>, _ queue: UInt32, _ unlessBusy: Bool
    ) -> Int {
        guard lockCompletions(context, unlessBusy) else { return 0 }
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

    /// Takes the interrupts that have come meanwhile: called between a worker's other work, on the CPU that submitted.
    /// Returns how many leaves they were for.
    @inline(__always)
    @discardableResult
    mutating func takeInterrupts() -> Int {
        Design.leavesUnpolled && unpolledInFlight > 0 ? reapUnpolled() : 0
    }

    @inline(never)
    private mutating func reapUnpolled() -> Int {
        var total = 0
        for device in 0...Int(stack.top) where unpolledQueueOfDevice[device] != .max {
            let queue = unpolledQueueOfDevice[device]
            let context = stack.contexts + Int(queue)
            guard context.pointee.queue.mayHaveCompletions() else { continue }
            total &+= reap(context, queue, false)
        }
        unpolledInFlight &-= total
        return total
    }

    /// Sleeps until a queue of this worker interrupts. For designs that do not poll. Where interrupts are modelled
    /// there is nothing to sleep for: it returns at once.
    public mutating func waitForInterrupt() {
        if interrupts.isEmpty { return }
        counters.systemCalls &+= 1
        interrupts.wait()
    }

    /// One idle turn of a design that stays in a loop until another thread has done something: ``takeTurn(_:)`` and
    /// ``breathe(_:)``. The design keeps nothing of a table over it.
    @inline(__always)
    mutating func pause(_ attempt: UInt32) {
        takeTurn(attempt)
        breathe(attempt)
    }

    /// What a worker has to do for others, or has left over, while a design stays in a loop: takes part in changes of
    /// the stack, submits what queues had no room for, and takes interrupts. Where there is nothing to do, that is a
    /// test or two.
    ///
    /// Rings share a device's tags: two workers would wait for ever that each hold, unpolled, the tags of the device
    /// for which the other one's leaf waits inside the kernel. So with rings, and only there, each 1024th turn looks at
    /// this worker's other queues.
    @inline(__always)
    mutating func takeTurn(_ attempt: UInt32) {
        if stack.isChangeable { takePart() }
        if hasWaiting || openPlugCount > 0 {
            submitPlugs()
            closePlugs()
        }
        takeInterrupts()
        if Queue.sharesTags && attempt & 1023 == 1023 { lookAtOwnQueues() }
    }

    /// Lets the machine breathe in a loop that waits for another thread.
    @inline(__always)
    func breathe(_ attempt: UInt32) {
        M.spin(attempt, on: mailbox)
    }

    /// Whether a design leaves a loop, whatever it waits for there: the run was stopped some time ago. To be asked with
    /// ``pause(_:)``.
    @inline(__always)
    mutating func givesUp(_ attempt: UInt32) -> Bool { attempt & 63 == 63 && givesUp() }

    @inline(never)
    private mutating func lookAtOwnQueues() {
        _ = pollOwnQueues()
    }

    /// Polls the queues that this worker submits to. Returns how many leaves that found.
    @inline(__always)
    public mutating func pollOwnQueues() -> Int {
        var reaped = 0
        for queue in ownQueues where queue != .max { reaped &+= pollQueue(queue) }
        return reaped
    }

    /// The same for those of the queues that lie under a table.
    @inline(__always)
    mutating func pollOwnQueues(under table: TableLayout) -> Int {
        var reaped = 0
        for queue in ownQueues where queue != .max && table.placeOfQueue[Int(queue)] != .max {
            reaped &+= pollQueue(queue)
        }
        return reaped
    }

    /// Polls every queue of every device of the stack.
    @inline(__always)
    mutating func pollAllQueues() -> Int { pollAllQueues(under: stack.top) }

    /// Polls every queue of every device under a device. A lower mapped device recurses; one that stands under several
    /// lines of a lower table is polled for each.
    private mutating func pollAllQueues(under device: UInt16) -> Int {
        guard let table = table(of: device) else { return pollQueues(of: device) }
        var reaped = 0
        for lower in table.pointee.layout.devices { reaped &+= pollAllQueues(under: lower) }
        return reaped
    }

    @inline(__always)
    private mutating func pollQueues(of device: UInt16) -> Int {
        var reaped = 0
        let queues = devices[Int(device)].queues
        var queue = queues.lowerBound
        while queue < queues.upperBound {
            reaped &+= pollQueue(queue)
            queue &+= 1
        }
        return reaped
    }

    /// The queues that this worker submits to, by device number; `UInt32.max` for mapped devices.
    public var ownQueues: UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(start: queueOfDevice, count: Int(stack.top) + 1)
    }
}
