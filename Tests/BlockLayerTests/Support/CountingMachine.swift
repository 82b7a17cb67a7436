@testable import BlockLayer

/// A machine of one thread that takes down each access to a shared word.
enum CountingMachine: Machine {
    enum Kind {
        case read, write, modification
    }

    final class Record: @unchecked Sendable {
        var accesses: [(word: UnsafeRawPointer, kind: Kind)] = []
    }

    @TaskLocal static var record: Record?

    static func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder) {
        record?.accesses.append((word, .read))
    }
    static func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder) {
        record?.accesses.append((word, .write))
    }
    static func willModify(_ word: UnsafeRawPointer, ifEqual expected: UInt64?) {
        record?.accesses.append((word, .modification))
    }
    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer) {}
    static func ticks() -> UInt64 { 1 }
    static func cpu() -> UInt32 { 0 }
    static var makesStacksOften: Bool { true }
}
