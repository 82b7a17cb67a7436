/// The interrupts that a queue of a model device would have raised: each takes its time, and what becomes ready
/// while it is taken needs none of its own.
///
/// Counted by the times at which leaves were ready, not by those at which they were reaped: a real interrupt does not
/// wait for a look at the queue. So a CPU that is busy elsewhere pays for as many as one that is idle.
struct ModelInterrupts {
    /// What one costs; 0 for a polled queue.
    let ticks: UInt64
    /// The end of the last one.
    private var endTicks: UInt64 = 0

    init(ticks: UInt64) {
        self.ticks = ticks
    }

    /// Whether a leaf that was ready then raised an interrupt. Leaves come in the order of their readiness.
    @inline(__always)
    mutating func isRaised(readyTicks: UInt64) -> Bool {
        if readyTicks < endTicks { return false }
        endTicks = readyTicks &+ ticks
        return true
    }
}
