import BlockDevices

/// More polled IOs than a device has tags, of several jobs through the kernel's dm.
///
/// A thread that finds no tag sleeps inside dm until one is free, and no thread polls for it meanwhile. A single job
/// gets through; two were seen to hang for ever, unkillable, with Linux 6.12, null_blk and 64 tags, in fio too.
struct KernelTagShortage {
    private let deviceName: String
    private let jobs: Int
    private let depth: Int
    private let tagCount: Int
    /// The most that there are tags for.
    private let safeDepth: Int

    /// Nil if there are enough, or it is not known how many there are.
    init?(_ leaves: Leaves, _ cell: CellSettings) {
        guard cell.jobs > 1 else { return nil }
        for leaf in leaves.facts {
            guard let tagsOfQueue = leaf.device?.queueDepth, let queues = leaf.device?.pollQueues?.count,
                queues > 0
            else { continue }
            // Of the jobs' queues the fullest one decides.
            let jobsOfQueue = (cell.jobs + queues - 1) / queues
            guard jobsOfQueue * cell.depth > tagsOfQueue else { continue }
            deviceName = leaf.name
            jobs = cell.jobs
            depth = cell.depth
            tagCount = tagsOfQueue
            safeDepth = tagsOfQueue / jobsOfQueue
            return
        }
        return nil
    }

    var reason: Message {
        "\(jobs) jobs at \(Axis.iodepth, depth) need more than the \(tagCount) tags of a queue of \(deviceName), and "
            + "kernels hang whose dm waits for tags that only polling frees: \(Axis.iodepth, safeDepth), "
            + "\(Axis.numjobs, 1), \(Axis.completion, "interrupt"), or \(RequestSetting.allowKernelCrash)"
    }
}
