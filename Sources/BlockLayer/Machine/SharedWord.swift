import Synchronization

/// A 64-bit word that more than one thread may touch.
///
/// Loads acquire, stores release, and every read-modify-write is sequentially consistent (which costs nothing on
/// x86-64 and keeps the store-then-load arguments in the designs short). The word must stay at one address for its
/// whole life: it lives in memory that the engine allocated, never in a local variable.
struct SharedWord<M: Machine>: ~Copyable {
    private let atomic: Atomic<UInt64>

    @inline(__always)
    init(_ value: UInt64) {
        atomic = Atomic(value)
    }

    @inline(__always)
    private borrowing func announceRead() {
        withUnsafePointer(to: self) { M.willRead(UnsafeRawPointer($0)) }
    }

    @inline(__always)
    private borrowing func announceWrite() {
        withUnsafePointer(to: self) { M.willWrite(UnsafeRawPointer($0)) }
    }

    @inline(__always)
    private borrowing func announceModification() {
        withUnsafePointer(to: self) { M.willModify(UnsafeRawPointer($0)) }
    }

    /// Reads the word; what its writer did before the store is visible afterwards.
    @inline(__always)
    borrowing func load() -> UInt64 {
        announceRead()
        return atomic.load(ordering: .acquiring)
    }

    /// Reads the word without ordering anything: for words that only the caller writes, and for hints.
    @inline(__always)
    borrowing func loadRelaxed() -> UInt64 {
        announceRead()
        return atomic.load(ordering: .relaxed)
    }

    /// Writes the word; what the caller did before is visible to whoever reads this value.
    @inline(__always)
    borrowing func store(_ value: UInt64) {
        announceWrite()
        atomic.store(value, ordering: .releasing)
    }

    /// Writes the word without ordering anything: before other threads can reach it.
    @inline(__always)
    borrowing func storeRelaxed(_ value: UInt64) {
        announceWrite()
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
        announceModification()
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
