/// A hardware queue of a device: an NVMe submission and completion queue pair, or what stands in for one.
///
/// Conforming types are small handles (pointers to state elsewhere) that all workers copy; their methods do not
/// change the handle. Submission and reaping happen at the same time on different threads, each under a lock of
/// its own that the engine holds around the calls; see ``HardwareContext``. Methods that may enter the kernel add to
/// `systemCalls` how often they did.
protocol HardwareQueue: BitwiseCopyable, SendableMetatype {
    associatedtype M: Machine

    /// Hands leaves to the device from the front of the list, as many as it has room for, and rings the doorbell,
    /// unless it ``holdsBack`` them. What does not fit stays on the list: the caller keeps it and tries again. Returns
    /// how many were taken. A leaf may complete, and be reaped by another thread, before this returns.
    ///
    /// Called by the worker that submits, under the queue's submission lock.
    func submit(_ leaves: inout BioList<M>, systemCalls: inout UInt64) -> Int

    /// Whether queues of different devices, or of different threads, take their tags from one set, so that a leaf may
    /// wait in ``submit(_:systemCalls:)`` until another queue is polled.
    static var sharesTags: Bool { get }

    /// Whether leaves were taken that the device does not have yet: the poll that follows hands them over in the same
    /// system call, or the device had no room. The worker that submitted them calls ``flush(systemCalls:)`` later.
    ///
    /// Called by workers that submit, under no lock.
    var holdsBack: Bool { get }

    /// Hands over what is held back.
    ///
    /// Called by the worker that submits, under the queue's submission lock.
    func flush(systemCalls: inout UInt64)

    /// Spends the CPU time of submitting this many leaves; nothing where it is not modelled.
    ///
    /// Called by the worker that submitted, under no lock.
    func spendSubmission(of count: Int)

    /// Spends the CPU time of ending this many requests; nothing where it is not modelled.
    ///
    /// Called by the worker that reaped, with the completion lock where IOs end in it (``CompletionEnding``).
    func spendCompletion(of count: Int)

    /// Whether a poll may find something: `nvme_poll`'s look at the completion queue before it takes the lock. Must
    /// not say no for ever about a completion that is there; may say yes wrongly.
    ///
    /// Called by any worker, under no lock.
    func mayHaveCompletions() -> Bool

    /// Takes completions, of leaves of any worker, into the batch until it is full; sets each leaf's `status` and
    /// `readyTicks`. Returns how many.
    ///
    /// Called by the worker that polls, under the queue's completion lock.
    func reap(into batch: CompletionBatch<M>, systemCalls: inout UInt64) -> Int

    /// Binds a queue that one worker has to itself to the calling thread. Returns 0 or an errno value.
    ///
    /// Control plane: called by that worker's thread before anything else, where queues are ``QueueSharing/exclusive``.
    func attach() -> Int32

    /// Undoes ``attach()``, on the same thread. Nothing is in flight.
    func detach()

    /// The file descriptor that becomes readable when a completion arrives, for those who wait for an interrupt;
    /// nil where there is none.
    var interruptDescriptor: Int32? { get }
}

/// For queues that know no threads and hold nothing back.
extension HardwareQueue {
    @inline(__always)
    static var sharesTags: Bool { false }

    @inline(__always)
    var holdsBack: Bool { false }

    @inline(__always)
    func flush(systemCalls: inout UInt64) {}

    @inline(__always)
    func spendSubmission(of count: Int) {}

    @inline(__always)
    func spendCompletion(of count: Int) {}

    func attach() -> Int32 { 0 }

    func detach() {}

    var interruptDescriptor: Int32? { nil }
}
