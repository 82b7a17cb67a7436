/// A hardware queue with its locks: Linux's hctx.
///
/// The submission lock is `nvme_queue.sq_lock`, the completion lock `nvme_queue.cq_poll_lock`.
struct HardwareContext<Queue: HardwareQueue>: ~Copyable {
    let queue: Queue
    /// The only worker that may touch it; nil where it is shared.
    let owner: UInt16?
    let submissionLock: CacheLinePadded<SpinLock<Queue.M>>
    let completionLock: CacheLinePadded<SpinLock<Queue.M>>

    init(_ queue: Queue, owner: UInt16?) {
        self.queue = queue
        self.owner = owner
        submissionLock = CacheLinePadded(SpinLock())
        completionLock = CacheLinePadded(SpinLock())
    }
}
