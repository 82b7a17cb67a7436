@testable import BlockLayer

/// A machine on which nothing takes time but waiting: each turn of a spin is a tick. For one thread.
enum TickingMachine: Machine {
    final class Clock: @unchecked Sendable {
        var now: UInt64 = 1_000
        /// Turns of spins.
        var turns = 0
    }

    @TaskLocal static var clock = Clock()

    static func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder) {}
    static func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder) {}
    static func willModify(_ word: UnsafeRawPointer, ifEqual expected: UInt64?) {}
    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer) {
        clock.now += 1
        clock.turns += 1
    }
    static func ticks() -> UInt64 { clock.now }
    static func cpu() -> UInt32 { 0 }

    /// The turns that `body` waits, by a clock of its own.
    @discardableResult
    static func turns(_ body: () throws -> Void) rethrows -> Int {
        let clock = Clock()
        try $clock.withValue(clock, operation: body)
        return clock.turns
    }
}
