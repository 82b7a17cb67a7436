/// Leaves of several threads that are put on a queue and leave it, each noted in the table.
final class PendingLeaves: @unchecked Sendable {
    private let words: SharedWords<SimulatedMachine>
    private let pending: PendingQueues<SimulatedMachine>

    init() {
        words = SharedWords(count: PendingQueues<SimulatedMachine>.wordCount(for: 1), .padded)
        pending = PendingQueues(queueCount: 1, in: words)
    }

    deinit {
        words.deallocate()
    }

    func comeAndGo() {
        pending.add(0)
        pending.remove(0)
    }

    var fault: String? {
        pending.isSettled && pending.isEmpty ? nil : "a queue is pending and no leaf is there"
    }
}
