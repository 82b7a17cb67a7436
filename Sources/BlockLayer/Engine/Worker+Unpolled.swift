// Leaves that a design leaves unpolled: each worker has an interrupt-driven queue of its own on each device for them.

extension Worker {
    /// Lets the leaf whose `bioWillBeSubmitted` this is be completed by an interrupt; it gets no cookie.
    @inline(__always)
    mutating func leaveUnpolled() {
        assert(Design.leavesUnpolled, "there are no queues for it")
        isNextUnpolled = true
    }

    @inline(never)
    mutating func plugUnpolled(_ leaf: BioPointer<M>) -> Cookie {
        isNextUnpolled = false
        counters.unpolledLeaves &+= 1
        let queue = unpolledQueueOfDevice[Int(leaf.pointee.device)]
        unpolledInFlight &+= 1
        plug(leaf, for: queue)
        return .none
    }

    /// The queue to which a leaf goes again that came back with EAGAIN.
    @inline(__always)
    mutating func queueForRequeue(of leaf: BioPointer<M>, from queue: UInt32) -> UInt32 {
        if !Design.leavesUnpolled { return queue }
        let unpolled = unpolledQueueOfDevice[Int(leaf.pointee.device)]
        if queue != unpolled {
            let design = design
            if design.leafIsPolledAgain(leaf, on: &self) { return queue }
            counters.unpolledLeaves &+= 1
        }
        unpolledInFlight &+= 1
        return unpolled
    }
}
