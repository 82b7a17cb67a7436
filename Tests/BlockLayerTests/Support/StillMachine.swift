@testable import BlockLayer

/// A machine whose clock shows what a test says, in ticks; for one thread.
enum StillMachine: Machine {
    @TaskLocal static var now: UInt64 = 0

    static func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder) {}
    static func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder) {}
    static func willModify(_ word: UnsafeRawPointer, ifEqual expected: UInt64?) {}
    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer) {}
    static func ticks() -> UInt64 { now }
    static func cpu() -> UInt32 { 0 }

    /// Does something at a time.
    static func at<Value>(_ ticks: UInt64, _ body: () throws -> Value) rethrows -> Value {
        try $now.withValue(ticks, operation: body)
    }
}

extension ModelQueue {
    /// Submits bios of a store; returns how many the queue took.
    func submit(_ places: some Sequence<Int>, of store: BioStore<M>) -> Int {
        var list = BioList<M>()
        for place in places { list.append(store[place]) }
        var calls: UInt64 = 0
        return submit(&list, systemCalls: &calls)
    }

    /// Reaps up to so many; returns their places in the store.
    func reap(_ limit: Int, of store: BioStore<M>) -> [Int] {
        let batch = CompletionBatch<M>(capacity: limit)
        defer { batch.deallocate() }
        var calls: UInt64 = 0
        return (0..<reap(into: batch, systemCalls: &calls)).map { store.place(of: batch[$0]) }
    }
}
