/// Bios that other workers leave for one worker, each kind in an inbox of its own.
struct Mailbox<M: Machine>: ~Copyable {
    /// Roots of the owner that another worker ended.
    let endedRoots = Inbox<M>()

    /// Clones of the owner's pool that another worker released.
    let releasedClones = Inbox<M>()

    /// Clones of the owner whose path another worker saw fail.
    let failedOver = Inbox<M>()

    /// Leaves of the owner that another worker reaped and that the owner has to end.
    let reapedLeaves = Inbox<M>()
}

/// A list of bios that any worker pushes to and only its owner takes, whole.
///
/// A push is a compare-exchange, a take an exchange, so the ABA problem of lock-free stacks does not arise.
struct Inbox<M: Machine>: ~Copyable {
    /// The address of the first bio, on cache lines of its own.
    private let head = CacheLinePadded(SharedWord<M>(0))

    /// Pushes one bio. Any worker.
    @inline(__always)
    borrowing func push(_ bio: BioPointer<M>) {
        push(bio, bio)
    }

    /// Pushes all bios of a list that is not empty. Any worker.
    @inline(__always)
    borrowing func push(_ bios: BioList<M>) {
        push(bios.first.unsafelyUnwrapped, bios.last.unsafelyUnwrapped)
    }

    /// Pushes bios that are linked from `first` to `last`.
    @inline(__always)
    private borrowing func push(_ first: BioPointer<M>, _ last: BioPointer<M>) {
        let new = UInt64(UInt(bitPattern: first))
        var old = head.value.loadRelaxed()
        while true {
            last.pointee.next = BioPointer<M>(bitPattern: UInt(old))
            let seen = head.value.compareExchange(expected: old, desired: new)
            if seen == old { return }
            old = seen
        }
    }

    /// Takes all bios, linked through `next`; nil if there are none. Only the owner.
    @inline(__always)
    borrowing func takeAll() -> BioPointer<M>? {
        if head.value.loadRelaxed() == 0 { return nil }
        return BioPointer<M>(bitPattern: UInt(head.value.exchange(0)))
    }
}
