// Leaves that wait for their owner: the device finishes them, the owner's poll ends them. Most are clones; roots are
// where they are remapped in place.

extension Worker {
    /// Has a clone that was not submitted yet wait, once it is finished, until this worker ends it: one more count on
    /// its completion word, so that whoever reaps it never ends what it is a part of.
    @inline(__always)
    func hold(_ clone: BioPointer<M>) {
        clone.pointee.completion.pinUnshared()
    }

    /// Whether a clone that this worker holds is finished: nobody else will touch it any more.
    @inline(__always)
    func isFinished(_ clone: BioPointer<M>) -> Bool {
        clone.pointee.completion.hasOneLeft
    }

    /// Ends a held clone that is finished, and perhaps what it is a part of.
    @inline(__always)
    mutating func endHeld(_ clone: BioPointer<M>) {
        assert(
            Int(clone.pointee.owner) == number && isFinished(clone), "only the owner ends a held clone, once")
        end(clone, .ok, readyTicks: 0)
    }

    /// Notes that a leaf is about to be finished which its owner holds; returns whether that is another worker, which
    /// then counts it when it ends it.
    @inline(__always)
    func noteFinished(_ leaf: BioPointer<M>) -> Bool {
        if Int(leaf.pointee.owner) == number { return false }
        addLingering(to: leaf.pointee.owner)
        return true
    }
}
