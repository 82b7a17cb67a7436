/// What other workers leave for one worker: lists that anyone pushes to and only the owner takes, whole.
///
/// A push is a compare-exchange, a take an exchange, so the ABA problem of lock-free stacks does not arise.
struct Mailbox<M: Machine>: ~Copyable {
    /// Roots of the owner that another worker ended.
    private let endedRoots = CacheLinePadded(SharedWord<M>(0))

    /// Clones of the owner's pool that another worker released.
    private let releasedClones = CacheLinePadded(SharedWord<M>(0))

    /// Clones of the owner whose path another worker saw fail.
    private let failedOver = CacheLinePadded(SharedWord<M>(0))

    /// Leaves of the owner that another worker reaped and that the owner has to end.
    private let reapedLeaves = CacheLinePadded(SharedWord<M>(0))

    @inline(__always)
    borrowing func pushEndedRoot(_ bio: BioPointer<M>) {
        Self.push(bio, bio, on: endedRoots.value)
    }

    @inline(__always)
    borrowing func takeEndedRoots() -> BioPointer<M>? {
        Self.takeAll(from: endedRoots.value)
    }

    @inline(__always)
    borrowing func pushReleasedClone(_ bio: BioPointer<M>) {
        Self.push(bio, bio, on: releasedClones.value)
    }

    @inline(__always)
    borrowing func takeReleasedClones() -> BioPointer<M>? {
        Self.takeAll(from: releasedClones.value)
    }

    @inline(__always)
    borrowing func pushFailedOver(_ clone: BioPointer<M>) {
        Self.push(clone, clone, on: failedOver.value)
    }

    @inline(__always)
    borrowing func takeFailedOver() -> BioPointer<M>? {
        Self.takeAll(from: failedOver.value)
    }

    /// Leaves all of a list that is not empty.
    @inline(__always)
    borrowing func pushReapedLeaves(_ leaves: BioList<M>) {
        Self.push(leaves.first.unsafelyUnwrapped, leaves.last.unsafelyUnwrapped, on: reapedLeaves.value)
    }

    @inline(__always)
    borrowing func takeReapedLeaves() -> BioPointer<M>? {
        Self.takeAll(from: reapedLeaves.value)
    }

    /// Pushes bios that are linked from `first` to `last`.
    @inline(__always)
    private static func push(
        _ first: BioPointer<M>, _ last: BioPointer<M>, on head: borrowing SharedWord<M>
    ) {
        let new = UInt64(UInt(bitPattern: first))
        var old = head.loadRelaxed()
        while true {
            last.pointee.next = BioPointer<M>(bitPattern: UInt(old))
            let seen = head.compareExchange(expected: old, desired: new)
            if seen == old { return }
            old = seen
        }
    }

    @inline(__always)
    private static func takeAll(from head: borrowing SharedWord<M>) -> BioPointer<M>? {
        if head.loadRelaxed() == 0 { return nil }
        return BioPointer<M>(bitPattern: UInt(head.exchange(0)))
    }
}
