/// Which hardware queues each thread of a schedule is polling, held against what the design promises.
struct PollWatch {
    private var promises = DesignPromises()
    private var isNeeded = false
    /// By worker and device, the queues that workers submit to.
    private var isOwn: (_ queue: UInt32, _ fibre: Int) -> Bool = { _, _ in true }
    private var polls = [Poll](repeating: Poll(), count: Scheduler.mostFibres)

    /// The newest call of a design's `poll` on a thread.
    private struct Poll {
        /// The queues that it has polled.
        var queues: [UInt32] = []
        /// The one that it is polling.
        var queue: UInt32?
    }

    /// Forgets all polls.
    mutating func begin(
        _ promises: DesignPromises = DesignPromises(),
        isOwn: @escaping (_ queue: UInt32, _ fibre: Int) -> Bool = { _, _ in true }
    ) {
        self.promises = promises
        self.isOwn = isOwn
        isNeeded = promises != DesignPromises()
        for fibre in polls.indices {
            polls[fibre].queues.removeAll(keepingCapacity: true)
            polls[fibre].queue = nil
        }
    }

    /// A design is asked to poll a root of a worker.
    mutating func beginPoll(ofRootOf owner: Int, by fibre: Int) -> String? {
        if !isNeeded { return nil }
        polls[fibre].queues.removeAll(keepingCapacity: true)
        return promises.pollsOwnRootsOnly && owner != fibre
            ? "thread \(fibre) polls a root of thread \(owner)" : nil
    }

    mutating func note(_ event: QueuePollEvent, queue: UInt32, by fibre: Int) -> String? {
        if !isNeeded { return nil }
        guard case .begins = event else {
            polls[fibre].queue = nil
            return nil
        }
        polls[fibre].queue = queue
        polls[fibre].queues.append(queue)
        return brokenPromise(queue, fibre)
    }

    private func brokenPromise(_ queue: UInt32, _ fibre: Int) -> String? {
        if promises.pollsQueuesAlone,
            let other = polls.indices.first(where: { $0 != fibre && polls[$0].queue == queue })
        {
            return "threads \(other) and \(fibre) poll queue \(queue) at the same time"
        }
        if promises.pollsOwnQueuesOnly && !isOwn(queue, fibre) {
            return "thread \(fibre) polls queue \(queue), to which it does not submit"
        }
        guard let most = promises.queuesPerPoll else { return nil }
        let queues = polls[fibre].queues
        if queues.count > most { return "one poll has polled \(queues.count) queues of at most \(most)" }
        return queues.dropLast().contains(queue) ? "one poll has polled queue \(queue) twice" : nil
    }
}
