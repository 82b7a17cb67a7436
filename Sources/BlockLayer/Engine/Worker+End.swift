// Ending: from reaped leaves upwards to roots.

extension Worker {
    @inline(__always)
    mutating func endBatch(_ count: Int, from queue: UInt32) {
        counters.leavesReaped &+= UInt64(truncatingIfNeeded: count)
        (stack.contexts + Int(queue)).pointee.queue.spendCompletion(of: count)
        var place = 0
        while place < count {
            endLeaf(batch[place], from: queue)
            place &+= 1
        }
        if Design.leafEnding == .handedBack { handBacks.deliver(to: stack.mailboxes) }
    }

    @inline(__always)
    private mutating func endLeaf(_ leaf: BioPointer<M>, from queue: UInt32) {
        M.willReadPlain(leaf)
        M.spend(.leaf)
        assert(leaf.pointee.isAlive, "a queue returned a leaf that lies in its pool")
        if Int(leaf.pointee.owner) != number {
            counters.foreignCompletions &+= 1
            if Design.leafEnding == .handedBack {
                noteLingering(of: leaf.pointee.owner)
                return handBacks.add(leaf)
            }
        }
        finish(leaf, from: queue)
    }

    /// Goes on with a leaf that was reaped: again to its device, or upwards.
    @inline(__always)
    private mutating func finish(_ leaf: BioPointer<M>, from queue: UInt32) {
        if leaf.pointee.status == .again { return requeue(leaf, on: queue) }
        if isTracked {
            let design = design
            design.leafReaped(leaf, from: queue, on: &self)
        }
        dropCount(of: leaf, leaf.pointee.status, readyTicks: leaf.pointee.readyTicks)
    }

    /// A leaf that found no room in the kernel goes to the same queue again, where designs have it on their books, or
    /// to an interrupt-driven one.
    @inline(never)
    private mutating func requeue(_ leaf: BioPointer<M>, on queue: UInt32) {
        counters.requeues &+= 1
        leaf.pointee.status = .ok
        plugForLater(leaf, for: queueForRequeue(of: leaf, from: queue))
    }

    /// Goes on with a bio whose last count was dropped. Returns its parent, of which a count is to be dropped next; nil
    /// for a root, and for a clone that goes down another path.
    @inline(__always)
    mutating func bioHasEnded(_ bio: BioPointer<M>, _ outcome: CompletionWord<M>.Outcome) -> BioPointer<M>? {
        guard let parent = bio.pointee.parent else {
            endRoot(bio, outcome.status, readyTicks: outcome.readyTicks)
            return nil
        }
        if outcome.status != .ok && failsOver(bio, of: parent, outcome.status) { return nil }
        if isTracked {
            let design = design
            design.cloneEnded(bio, on: &self)
        }
        release(bio, outcome.status)
        return parent
    }

    @inline(__always)
    private mutating func endRoot(_ bio: BioPointer<M>, _ status: Status, readyTicks: UInt64) {
        bio.pointee.status = status
        M.note(.ended(status: status.rawValue), of: bio)
        bio.pointee.readyTicks = readyTicks
        if Int(bio.pointee.owner) == number {
            ended.append(bio)
        } else {
            stack.mailboxes[Int(bio.pointee.owner)].endedRoots.push(bio)
        }
    }

    @inline(__always)
    private mutating func release(_ clone: BioPointer<M>, _ status: Status) {
        M.note(.ended(status: status.rawValue), of: clone)
        M.spend(.clone)
        if Int(clone.pointee.owner) == number {
            clones.put(clone)
        } else {
            stack.mailboxes[Int(clone.pointee.owner)].releasedClones.push(clone)
        }
    }

    /// Ends the leaves of this worker that others reaped. Until now they lingered.
    @inline(__always)
    mutating func endHandedBack() {
        var handedBack = mailbox.pointee.reapedLeaves.takeAll()
        while let leaf = handedBack {
            handedBack = leaf.pointee.next
            noteLingered()
            finish(leaf, from: queues[leaf.pointee.device])
        }
    }
}

// Bios that linger: finished and not ended, because the design keeps them for their owner. Counted by the engine in the
// same way for every design.
extension Worker {
    /// Counts a bio that this worker has finished and that waits for its owner.
    @inline(__always)
    func noteLingering(of owner: UInt16) {
        stack.lingering.addOne(of: owner, by: number)
    }

    /// Counts a bio that lingered and that this worker ends now, and keeps the high-water mark. That is looked at with
    /// one bio in 64 only: reading other workers' tallies takes their cache lines away from them.
    @inline(__always)
    mutating func noteLingered() {
        if lingeredCount & 63 == 0 { noteLingeringMax() }
        lingeredCount &+= 1
    }

    /// The number of bios of this worker that linger. Other workers' additions may be missing for a moment.
    var lingeringCount: UInt64 { stack.lingering.sum(of: number) &- lingeredCount }

    @inline(never)
    private mutating func noteLingeringMax() {
        counters.lingeringMax = max(counters.lingeringMax, lingeringCount)
    }
}
