import Glibc

/// The queues whose interrupts one worker waits for.
struct InterruptWaiter {
    private let descriptors: UnsafeMutablePointer<pollfd>
    private let count: Int

    init(_ queues: [Int32]) {
        count = queues.count
        descriptors = .allocate(capacity: queues.count)
        for (place, descriptor) in queues.enumerated() {
            (descriptors + place).initialize(to: pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
        }
    }

    /// Whether there is none: those of a model device are modelled.
    var isEmpty: Bool { count == 0 }

    func deallocate() {
        descriptors.deallocate()
    }

    /// Sleeps until a queue has a completion. Returns after at most 100 ms, so that the caller can look at the end of
    /// its run; poll(2).
    func wait() {
        _ = poll(descriptors, nfds_t(count), 100)
    }
}
