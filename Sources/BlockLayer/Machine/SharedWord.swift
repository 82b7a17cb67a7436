import Synchronization

/// A 64-bit word that more than one thread may touch.
///
/// Loads acquire, stores release, and every read-modify-write is sequentially consistent, which costs nothing on
/// x86-64. There it is also a full fence; elsewhere it orders only accesses that are sequentially consistent too, so a
/// thread that modifies one word and then reads another one that a second thread modifies needs ``loadSequential()``.
///
/// The word must stay at one address for its whole life: it lives in memory that the engine allocated, never in a local
/// variable.
struct SharedWord<M: Machine>: ~Copyable {
    private let atomic: Atomic<UInt64>

    @inline(__always)
    init(_ value: UInt64) {
        atomic = Atomic(value)
    }

    @inline(__always)
    private borrowing func announceRead(_ order: AccessOrder) {
        withUnsafePointer(to: self) { M.willRead(UnsafeRawPointer($0), order) }
    }

    @inline(__always)
    private borrowing func announceWrite(_ order: AccessOrder) {
        withUnsafePointer(to: self) { M.willWrite(UnsafeRawPointer($0), order) }
    }

    @inline(__always)
    private borrowing func announceModification(ifEqual expected: UInt64? = nil) {
        withUnsafePointer(to: self) { M.willModify(UnsafeRawPointer($0), ifEqual: expected) }
    }

    /// Reads the word; what its writer did before the store is visible afterwards.
    @inline(__always)
    borrowing func load() -> UInt64 {
        announceRead(.acquireRelease)
        return atomic.load(ordering: .acquiring)
    }

    /// Reads the word as ``load()`` does, and in one order with all read-modify-writes: for two threads that each
    /// modify a word and then read the other's. On x86-64 it is the same instruction as ``load()``; on Arm a load that
    /// only acquires may run before the read-modify-write.
    @inline(__always)
    borrowing func loadSequential() -> UInt64 {
        announceRead(.sequential)
        return atomic.load(ordering: .sequentiallyConsistent)
    }

    /// Reads the word without ordering anything: for words that only the caller writes, and for hints.
    @inline(__always)
    borrowing func loadRelaxed() -> UInt64 {
        announceRead(.relaxed)
        return atomic.load(ordering: .relaxed)
    }

    /// Writes the word; what the caller did before is visible to a thread that reads this value.
    @inline(__always)
    borrowing func store(_ value: UInt64) {
        announceWrite(.acquireRelease)
        atomic.store(value, ordering: .releasing)
    }

    /// Writes the word without ordering anything: before other threads can reach it.
    @inline(__always)
    borrowing func storeRelaxed(_ value: UInt64) {
        announceWrite(.relaxed)
        atomic.store(value, ordering: .relaxed)
    }

    /// Puts a value in and returns the one that was there.
    @inline(__always)
    borrowing func exchange(_ value: UInt64) -> UInt64 {
        announceModification()
        return atomic.exchange(value, ordering: .sequentiallyConsistent)
    }

    /// Replaces `expected` by `desired`; returns what was there, which equals `expected` on success.
    @inline(__always)
    borrowing func compareExchange(expected: UInt64, desired: UInt64) -> UInt64 {
        announceModification(ifEqual: expected)
        return atomic.compareExchange(
            expected: expected, desired: desired, ordering: .sequentiallyConsistent
        ).original
    }

    /// Adds, wrapping, and returns the new value.
    @inline(__always) @discardableResult
    borrowing func add(_ value: UInt64) -> UInt64 {
        announceModification()
        return atomic.wrappingAdd(value, ordering: .sequentiallyConsistent).newValue
    }

    /// Subtracts, wrapping, and returns the new value.
    @inline(__always) @discardableResult
    borrowing func subtract(_ value: UInt64) -> UInt64 {
        announceModification()
        return atomic.wrappingSubtract(value, ordering: .sequentiallyConsistent).newValue
    }

    /// Sets bits and returns the word as it was before.
    @inline(__always) @discardableResult
    borrowing func setBits(_ bits: UInt64) -> UInt64 {
        announceModification()
        return atomic.bitwiseOr(bits, ordering: .sequentiallyConsistent).oldValue
    }

    /// Clears bits and returns the word as it was before.
    @inline(__always) @discardableResult
    borrowing func clearBits(_ bits: UInt64) -> UInt64 {
        announceModification()
        return atomic.bitwiseAnd(~bits, ordering: .sequentiallyConsistent).oldValue
    }

    /// Waits one turn of a loop in which the caller expects another thread to change this word.
    @inline(__always)
    borrowing func spin(_ attempt: UInt32) {
        withUnsafePointer(to: self) { M.spin(attempt, on: UnsafeRawPointer($0)) }
    }
}
