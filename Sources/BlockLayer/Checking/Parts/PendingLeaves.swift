/// Leaves of several threads that come to a queue and go from it, each noted in the table.
final class PendingLeaves: @unchecked Sendable {
    private let pending = PendingQueues<InterleavedMachine>(queueCount: 1)

    deinit {
        pending.deallocate()
    }

    func comeAndGo() {
        pending.add(0)
        pending.remove(0)
    }

    var fault: String? {
        pending.isSettled && pending.isEmpty ? nil : "a queue is pending and no leaf is there"
    }
}
