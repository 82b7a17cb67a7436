/// A hardware queue with its locks: Linux's hctx.
///
/// The submission lock is `nvme_queue.sq_lock`, the completion lock `nvme_queue.cq_poll_lock`.
struct HardwareContext<Queue: HardwareQueue>: ~Copyable {
    let queue: Queue
    let submissionLock: CacheLinePadded<SpinLock<Queue.M>>
    let completionLock: CacheLinePadded<SpinLock<Queue.M>>

    init(_ queue: Queue) {
        self.queue = queue
        submissionLock = CacheLinePadded(SpinLock())
        completionLock = CacheLinePadded(SpinLock())
    }
}
