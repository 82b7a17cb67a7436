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

    /// Tracking objects of the owner that others finished and that wait for the owner to release them.
    private let lingering = CacheLinePadded(SharedWord<M>(0))

    @inline(__always)
    borrowing func pushEndedRoot(_ bio: BioPointer<M>) {
        Self.push(bio, on: endedRoots.value)
    }

    @inline(__always)
    borrowing func takeEndedRoots() -> BioPointer<M>? {
        Self.takeAll(from: endedRoots.value)
    }

    @inline(__always)
    borrowing func pushReleasedClone(_ bio: BioPointer<M>) {
        Self.push(bio, on: releasedClones.value)
    }

    @inline(__always)
    borrowing func takeReleasedClones() -> BioPointer<M>? {
        Self.takeAll(from: releasedClones.value)
    }

    @inline(__always)
    borrowing func pushFailedOver(_ clone: BioPointer<M>) {
        Self.push(clone, on: failedOver.value)
    }

    @inline(__always)
    borrowing func takeFailedOver() -> BioPointer<M>? {
        Self.takeAll(from: failedOver.value)
    }

    /// Notes one more lingering object. Anyone.
    @inline(__always)
    borrowing func addLingering() {
        lingering.value.add(1)
    }

    /// The objects that linger now, of which the owner is about to release `count`.
    @inline(__always)
    borrowing func releaseLingering(_ count: UInt64) -> UInt64 {
        lingering.value.subtract(count) &+ count
    }

    @inline(__always)
    private static func push(_ bio: BioPointer<M>, on head: borrowing SharedWord<M>) {
        let new = UInt64(UInt(bitPattern: bio))
        var old = head.loadRelaxed()
        while true {
            bio.pointee.next = BioPointer<M>(bitPattern: UInt(old))
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
