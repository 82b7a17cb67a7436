// Plugs: from leaves to hardware queues.

extension Worker {
    /// Puts a leaf into the plug of this worker's queue of its device, and the plug's leaves into the queue once
    /// there are enough.
    @inline(__always)
    mutating func plug(_ leaf: BioPointer<M>) -> Cookie {
        M.spend(.leaf)
        if Design.leavesUnpolled && unpolled.isNext { return plugUnpolled(leaf) }
        let queue = queues[leaf.pointee.device]
        plug(leaf, for: queue)
        return Cookie(queue: queue)
    }

    /// Puts a leaf into the plug of a queue, and the plug's leaves into the queue once there are enough.
    @inline(__always)
    private mutating func plug(_ leaf: BioPointer<M>, for queue: UInt32) {
        let plug = plugs[queue]
        plug.pointee.add(leaf)
        let isLeft = plug.pointee.count < settings.batchSubmit || submitPlug(of: queue)
        if isLeft { plugs.open(queue) }
    }

    /// Puts a leaf into the plug of a queue, to be submitted with the next flush.
    mutating func plugForLater(_ leaf: BioPointer<M>, for queue: UInt32) {
        plugs[queue].pointee.add(leaf)
        plugs.open(queue)
    }

    /// Closes the plugs whose queues hold nothing back any more, after the poll that may have taken it along.
    @inline(__always)
    mutating func closePlugs() {
        var kept = 0
        for place in 0..<plugs.openCount {
            let queue = plugs.openQueue(place)
            let context = stack.contexts + Int(queue)
            if context.pointee.queue.holdsBack { flush(context) }
            if isLeftOpen(queue) {
                plugs.keep(queue, at: &kept)
            } else {
                plugs[queue].pointee.isOpen = false
            }
        }
        plugs.endList(at: kept)
    }

    /// Whether a plug has to be looked at again: it has leaves, or its queue holds some back.
    @inline(__always)
    private func isLeftOpen(_ queue: UInt32) -> Bool {
        plugs[queue].pointee.count > 0 || stack.contexts[Int(queue)].queue.holdsBack
    }

    @inline(never)
    private mutating func flush(_ context: UnsafePointer<HardwareContext<Queue>>) {
        lockSubmissions(context)
        context.pointee.queue.flush(systemCalls: &counters.systemCalls)
        unlockSubmissions(context)
    }

    /// Puts the leaves of a plug into its queue; returns whether the plug has to be looked at again.
    @inline(__always)
    mutating func submitPlug(of queue: UInt32) -> Bool {
        let context = stack.contexts + Int(queue)
        let plug = plugs[queue]
        lockSubmissions(context)
        let taken = context.pointee.queue.submit(
            &plug.pointee.leaves, systemCalls: &counters.systemCalls)
        unlockSubmissions(context)
        context.pointee.queue.spendSubmission(of: taken)
        counters.leavesSubmitted &+= UInt64(truncatingIfNeeded: taken)
        let left = plug.pointee.count &- taken
        plug.pointee.count = left
        return left > 0 || context.pointee.queue.holdsBack
    }

    @inline(__always)
    private mutating func lockSubmissions(_ context: UnsafePointer<HardwareContext<Queue>>) {
        if settings.locking == .none { return }
        counters.locks &+= 1
        if context.pointee.submissionLock.value.lock() { counters.lockWaits &+= 1 }
    }

    @inline(__always)
    private func unlockSubmissions(_ context: UnsafePointer<HardwareContext<Queue>>) {
        if settings.locking != .none { context.pointee.submissionLock.value.unlock() }
    }
}

// Leaves that the design leaves unpolled.
extension Worker {
    @inline(never)
    private mutating func plugUnpolled(_ leaf: BioPointer<M>) -> Cookie {
        unpolled.isNext = false
        counters.unpolledLeaves &+= 1
        unpolled.inFlight &+= 1
        plug(leaf, for: unpolled.queues[Int(leaf.pointee.device)])
        return .none
    }

    /// The queue to which a leaf goes again that came back with EAGAIN.
    @inline(__always)
    mutating func queueForRequeue(of leaf: BioPointer<M>, from queue: UInt32) -> UInt32 {
        if !Design.leavesUnpolled { return queue }
        let unpolledQueue = unpolled.queues[Int(leaf.pointee.device)]
        if queue != unpolledQueue {
            let design = design
            if design.leafIsPolledAgain(leaf, on: &self) { return queue }
            counters.unpolledLeaves &+= 1
        }
        unpolled.inFlight &+= 1
        return unpolledQueue
    }
}
