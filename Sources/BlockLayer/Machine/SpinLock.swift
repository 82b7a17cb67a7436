/// A test-and-set spin lock on one shared word, as short critical sections of a block driver use.
///
/// Not fair and not recursive. A waiter reads until the lock looks free, so that waiting costs the holder no
/// cache-line transfers.
struct SpinLock<M: Machine>: ~Copyable {
    private let word: SharedWord<M>

    init() {
        word = SharedWord(0)
    }

    /// Takes the lock; returns true if it had to wait.
    @inline(__always)
    borrowing func lock() -> Bool {
        if word.exchange(1) == 0 { return false }
        wait()
        return true
    }

    @inline(never)
    private borrowing func wait() {
        var attempt: UInt32 = 0
        repeat {
            while word.loadRelaxed() != 0 {
                word.spin(attempt)
                attempt &+= 1
            }
        } while word.exchange(1) != 0
    }

    /// Takes the lock if nobody holds it; returns whether it did.
    @inline(__always)
    borrowing func tryLock() -> Bool {
        word.loadRelaxed() == 0 && word.exchange(1) == 0
    }

    /// Gives the lock back; only its holder may.
    @inline(__always)
    borrowing func unlock() {
        word.store(0)
    }

    /// Whether somebody holds the lock at this moment: a hint, and for assertions when all is quiet.
    borrowing func isHeld() -> Bool {
        word.loadRelaxed() != 0
    }
}
