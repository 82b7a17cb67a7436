// Bios that wait for their owner: the device finishes them, the owner's poll ends them. Most are leaves.

extension Worker {
    /// Keeps a bio that was not submitted yet from ending, once it is finished, until this worker gives the hold back:
    /// one more count on its completion word, so that a thread that reaps it never ends the bio it is a part of.
    @inline(__always)
    func hold(_ bio: BioPointer<M>) {
        bio.pointee.completion.holdUnshared()
    }

    /// Whether a bio that this worker holds is finished: no other thread will touch it any more.
    @inline(__always)
    func isFinished(_ bio: BioPointer<M>) -> Bool {
        bio.pointee.completion.hasOneLeft
    }

    /// Ends a held bio that is finished, and perhaps the bio that it is a part of.
    @inline(__always)
    mutating func endHeld(_ bio: BioPointer<M>) {
        assert(Int(bio.pointee.owner) == number, "only the owner ends a held bio")
        let hasEnded = dropHold(of: bio)
        assert(hasEnded, "a held bio is ended that is under way")
    }

    /// Gives the hold of a bio back, which ends it if it is finished; returns whether it was.
    @inline(__always) @discardableResult
    mutating func dropHold(of bio: BioPointer<M>) -> Bool {
        guard let outcome = bio.pointee.completion.dropHold(settings.counting) else { return false }
        noteLingered()
        if let parent = bioHasEnded(bio, outcome) {
            end(parent, outcome.status, readyTicks: outcome.readyTicks)
        }
        return true
    }
}

// The bios that linger: finished, and not ended, because the design keeps them for their owner. Counted by the engine
// in the same way for every design.
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

    /// Bios of this worker that linger. Other workers' additions may be missing for a moment.
    var lingeringCount: UInt64 { stack.lingering.sum(of: number) &- lingeredCount }

    @inline(never)
    private mutating func noteLingeringMax() {
        counters.lingeringMax = max(counters.lingeringMax, lingeringCount)
    }
}
