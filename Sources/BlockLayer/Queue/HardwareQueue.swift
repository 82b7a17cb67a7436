/// A hardware queue of a device: an NVMe submission and completion queue pair, or what stands in for one.
///
/// Conforming types are small handles (pointers to state elsewhere) that all workers copy; their methods do not
/// change the handle. Submission and reaping happen at the same time on different threads, each under a lock of
/// its own that the engine holds around the calls; see ``HardwareContext``.
public protocol HardwareQueue: BitwiseCopyable, SendableMetatype {
    associatedtype M: Machine

    /// Hands leaves to the device from the front of the list, as many as it has room for, and rings the doorbell.
    /// What does not fit stays on the list: the caller keeps it and tries again. Returns how many were taken. A leaf
    /// may complete, and be reaped by another thread, before this returns.
    ///
    /// Called by the worker that submits, under the queue's submission lock.
    func submit(_ leaves: inout BioList<M>) -> Int

    /// Whether a poll may find something: `nvme_poll`'s look at the completion queue before it takes the lock. Must
    /// not say no for ever about a completion that is there; may say yes wrongly.
    ///
    /// Called by anyone, under no lock.
    func mayHaveCompletions() -> Bool

    /// Takes completions, whoever submitted them, into the batch until it is full; sets each leaf's `status` and
    /// `readyTicks`. Returns how many.
    ///
    /// Called by the worker that polls, under the queue's completion lock.
    func reap(into batch: CompletionBatch<M>) -> Int

    /// System calls that one ``submit(_:)`` and one ``reap(into:)`` make.
    var systemCallsPerSubmit: UInt64 { get }
    var systemCallsPerReap: UInt64 { get }

    /// The file descriptor that becomes readable when a completion arrives, for those who wait for an interrupt;
    /// nil where there is none.
    var interruptDescriptor: Int32? { get }
}
