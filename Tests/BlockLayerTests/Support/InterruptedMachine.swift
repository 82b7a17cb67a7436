@testable import BlockLayer

/// A machine on which one thread's work is interrupted before a chosen access to a shared word, and another thread's
/// work done there: every way in which one falls into the other, one by one, on one thread.
enum InterruptedMachine: Machine {
    /// What to do before which access. For the one thread that all of this is on.
    final class Interruption: @unchecked Sendable {
        var accessesLeft: Int
        let work: () -> Void

        init(beforeAccess number: Int, work: @escaping () -> Void) {
            accessesLeft = number
            self.work = work
        }

        func access() {
            accessesLeft -= 1
            if accessesLeft == 0 { InterruptedMachine.$current.withValue(nil, operation: work) }
        }
    }

    @TaskLocal static var current: Interruption?

    /// The CPU of the one thread, for each call.
    final class Migration: @unchecked Sendable {
        private var cpus: [UInt32]

        init(_ cpus: [UInt32]) { self.cpus = cpus }

        func next() -> UInt32 { cpus.count > 1 ? cpus.removeFirst() : cpus[0] }
    }

    @TaskLocal static var migration: Migration?

    static func willRead(_ word: UnsafeRawPointer) { current?.access() }
    static func willWrite(_ word: UnsafeRawPointer) { current?.access() }
    static func willModify(_ word: UnsafeRawPointer) { current?.access() }
    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer) {}
    static func ticks() -> UInt64 { StillMachine.now }
    static func cpu() -> UInt32 { migration?.next() ?? 0 }

    /// Does `work` in the middle of `body`, before each of its accesses in turn, each time from a fresh start.
    ///
    /// - Parameter prepare: makes what both work on.
    /// - Returns: how many accesses `body` has.
    @discardableResult
    static func everywhere<Subject>(
        _ prepare: () throws -> Subject, in body: (Subject) -> Void, doing work: @escaping (Subject) -> Void,
        check: (Subject, _ access: Int) throws -> Void
    ) rethrows -> Int {
        for access in 1... {
            let subject = try prepare()
            let interruption = Interruption(beforeAccess: access) { work(subject) }
            $current.withValue(interruption) { body(subject) }
            if interruption.accessesLeft > 0 { return access - 1 }
            try check(subject, access)
        }
        return 0
    }
}
