// Ending: from reaped leaves upwards to roots.

extension Worker {
    @inline(__always)
    mutating func endBatch(_ count: Int, from queue: UInt32) {
        counters.leavesReaped &+= UInt64(truncatingIfNeeded: count)
        for place in 0..<count { endLeaf(batch[place], from: queue) }
        if Design.leafEnding == .handedBack { handBacks.deliver(to: stack.mailboxes) }
    }

    @inline(__always)
    private mutating func endLeaf(_ leaf: BioPointer<M>, from queue: UInt32) {
        assert(leaf.pointee.isAlive, "a queue gave back a leaf that nobody waits for")
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
        end(leaf, leaf.pointee.status, readyTicks: leaf.pointee.readyTicks)
    }

    /// A leaf that found no room in the kernel goes to the same queue again, where designs have it on their books, or
    /// to one that nobody polls.
    @inline(never)
    private mutating func requeue(_ leaf: BioPointer<M>, on queue: UInt32) {
        counters.requeues &+= 1
        leaf.pointee.status = .ok
        plugForLater(leaf, for: queueForRequeue(of: leaf, from: queue))
    }

    /// Gives one count of a bio back; when that was the last, the bio ends and a count of its parent is given back:
    /// `bio_endio`, with the chain upwards as a loop.
    @inline(__always)
    mutating func end(_ bio: BioPointer<M>, _ status: Status, readyTicks: UInt64) {
        assert(bio.pointee.isAlive, "a bio ended that lies in its pool")
        var bio = bio
        var status = status
        var readyTicks = readyTicks
        var isFinished = false
        while let outcome = bio.pointee.completion.drop(
            status, readyTicks: readyTicks, settings.counting, isMarking: Design.leafEnding == .marked,
            isFinished: &isFinished)
        {
            guard let parent = bioHasEnded(bio, outcome) else { return }
            status = outcome.status
            readyTicks = outcome.readyTicks
            bio = parent
        }
        if isFinished { noteLingering(of: bio.pointee.owner) }
    }

    /// Returns the bio of which a count is given back next: the parent of a clone that has ended for good.
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
            stack.mailboxes[Int(bio.pointee.owner)].pushEndedRoot(bio)
        }
    }

    @inline(__always)
    private mutating func release(_ clone: BioPointer<M>, _ status: Status) {
        M.note(.ended(status: status.rawValue), of: clone)
        if Int(clone.pointee.owner) == number {
            clones.put(clone)
        } else {
            stack.mailboxes[Int(clone.pointee.owner)].pushReleasedClone(clone)
        }
    }

    /// Whether a root of this worker has ended, here or on another thread.
    @inline(__always)
    mutating func hasEnded() -> Bool {
        if Design.leafEnding == .handedBack {
            endHandedBack()
            return !ended.isEmpty
        }
        var foreign = mailbox.pointee.takeEndedRoots()
        while let bio = foreign {
            foreign = bio.pointee.next
            ended.append(bio)
        }
        return !ended.isEmpty
    }

    /// Ends the leaves of this worker that others reaped. Until now they lingered.
    @inline(__always)
    private mutating func endHandedBack() {
        var handedBack = mailbox.pointee.takeReapedLeaves()
        while let leaf = handedBack {
            handedBack = leaf.pointee.next
            noteLingered()
            finish(leaf, from: queueOfDevice[Int(leaf.pointee.device)])
        }
    }
}

extension Worker {
    /// Roots that are not in their pool: none, when all have ended.
    func missingRoots() -> Int { roots.capacity - roots.freeCount }

    /// Clones that are not in their pool: none, when all roots of all workers have ended.
    mutating func missingClones() -> Int {
        collectReleasedClones()
        return clones.capacity - clones.freeCount
    }
}
