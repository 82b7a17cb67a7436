/// What the header of a design says of its polls. `pollbench check` looks at it whenever a hardware queue is polled.
struct DesignPromises: Sendable, Equatable {
    /// The most hardware queues that one call of ``PollingDesign/poll(_:on:)`` polls, each of them once.
    var queuesPerPoll: Int?
    /// The most roots that a worker has in flight.
    var rootsInFlight: Int?
    /// Whether no two workers poll one queue at the same time, also where the queue's lock would keep them apart.
    var pollsQueuesAlone = false
    /// Whether a worker polls only its own roots: one poller per list.
    var pollsOwnRootsOnly = false
    /// Whether the state of a worker is to be looked at too: ``PollingDesign/brokenPromise(of:)``.
    var areOfState = false
    /// Whether a worker polls only the queues that it submits to.
    var pollsOwnQueuesOnly = false
}

extension PollingDesign {
    static var promises: DesignPromises { DesignPromises() }

    func brokenPromise<Queue>(of worker: borrowing Worker<Self, Queue>) -> String? { nil }
}
