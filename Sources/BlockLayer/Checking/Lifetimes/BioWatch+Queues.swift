// Leaves on hardware queues.

extension BioWatch {
    /// A leaf is offered to a hardware queue.
    mutating func submit(_ leaf: BioPointer<M>, to queue: UInt32) -> Fault.Kind? {
        let number = Int(record(at: leaf))
        let root = root(of: leaf)
        if records[number].phase != .alive || records[root].phase != .alive { return .touchedDead }
        if records[number].queue != nil { return .submittedTwice }
        records[number].queue = queue
        records[number].place = leavesOnQueues.count
        leavesOnQueues.append(number)
        records[root].leavesOut += 1
        return nil
    }

    /// The queue had no room for it after all.
    mutating func withdraw(_ leaf: BioPointer<M>) {
        takeOffQueue(Int(record(at: leaf)))
        records[root(of: leaf)].leavesOut -= 1
    }

    /// A leaf is reaped from a hardware queue.
    mutating func reap(_ leaf: BioPointer<M>, from queue: UInt32) -> Fault.Kind? {
        let number = Int(record(at: leaf))
        if number < 0 || records[number].queue != queue { return .reapedTwice }
        takeOffQueue(number)
        records[root(of: leaf)].leavesOut -= 1
        records[number].hasBeenReaped = true
        if leaf.pointee.status != .again { records[number].errors |= Self.bit(leaf.pointee.status) }
        return nil
    }

    /// Whether a leaf comes from a queue for the first time since it was taken or went down another path.
    func isFirstReap(of leaf: BioPointer<M>) -> Bool {
        let number = Int(record(at: leaf))
        return number >= 0 && !records[number].hasBeenReaped
    }

    private mutating func takeOffQueue(_ number: Int) {
        let place = records[number].place
        let last = leavesOnQueues.removeLast()
        if last != number {
            leavesOnQueues[place] = last
            records[last].place = place
        }
        records[number].queue = nil
    }

    /// The record of the root that a bio is part of.
    func root(of leaf: BioPointer<M>) -> Int {
        var bio = leaf
        while let parent = bio.pointee.parent { bio = parent }
        return Int(record(at: bio))
    }

    /// A call of a queue's driver begins.
    mutating func beginCall(of queue: UInt32) {
        while callsUnderWay.count <= Int(queue) { callsUnderWay.append(0) }
        callsUnderWay[Int(queue)] += 1
    }

    /// It ends: returns whether it was the only one, so that the queue must be in order.
    mutating func endCall(of queue: UInt32) -> Bool {
        callsUnderWay[Int(queue)] -= 1
        return callsUnderWay[Int(queue)] == 0
    }

    /// When the first leaf on a queue is ready; `UInt64.max` if there is none.
    func firstReady(on queue: UInt32) -> UInt64 {
        var first = UInt64.max
        for number in leavesOnQueues where records[number].queue == queue {
            first = min(first, records[number].bio.pointee.readyTicks)
        }
        return first
    }
}
