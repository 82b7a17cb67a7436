import BlockLayer
import Placement

/// What one cell of a sweep is asked to do. Every design runs it. What may be in it, ``Axis`` says.
public struct CellSettings: Hashable, Sendable {
    /// The mix and order of reads and writes.
    public var mode = AccessMode.randread
    /// The size of an IO.
    public var blockBytes: UInt64 = 4096
    /// IOs that each job keeps in flight: fio's `iodepth`.
    public var depth = 1
    /// Threads: fio's `numjobs`.
    public var jobs = 1
    /// Whether jobs share hardware queues; if not, each job has one of its own.
    public var sharing = QueueSharing.shared
    /// Hardware queues of each leaf; nil for those that the jobs' CPUs map to, or as many as there are jobs.
    public var pollQueues: Int?
    /// IOs that are handed to a queue at once, and that are waited for before more are submitted.
    public var batchSubmit = 1
    public var batchComplete = 1
    /// The percentage of reads in mixed modes.
    public var readMix = 50
    public var spin = SpinPolicy.oneShot
    /// How polls take the locks of queues; nil for the way of the design's source.
    public var locking: CompletionLocking?
    public var ending = CompletionEnding.afterLock
    /// How the parts of a bio are counted down; nil for the way of the design's source.
    public var counting: CompletionCounting?
    /// On which NUMA nodes the jobs run.
    public var numa = NodePolicy.any
    public var sampling = LatencySampling.perIO
    /// After what time a table of the stack is loaded anew, again and again; nil for never.
    public var reloadNanoseconds: UInt64?
    /// Nil for what the devices and the design suggest.
    public var completion: Completion?

    public init() {}

    /// Hardware queues of each leaf, as far as the cell says.
    public var queues: Int { pollQueues ?? jobs }

    /// The percentage of reads.
    public var readPercent: Int { mode.readPercent(mix: readMix) }

    /// The cell's name, which all rounds and designs share: `randread-bs4k-iodepth32-numjobs2-queues2`. Cells that
    /// differ have names that differ.
    public var name: String { Axis.all.compactMap { $0.namePart(self) }.joined(separator: "-") }

    /// The same work without what does not count in it, so that what does the same has the same name: batches are cut
    /// to the depth, as fio does, and only mixed modes have a mix.
    var reduced: CellSettings {
        var cell = self
        cell.batchSubmit = min(batchSubmit, depth)
        cell.batchComplete = min(batchComplete, depth)
        if !mode.isMixed { cell.readMix = CellSettings().readMix }
        return cell
    }

    /// Throws `usage` for settings that exclude each other, whatever the devices and the design.
    func check() throws(HarnessError) {
        guard sharing == .shared || queues == jobs else {
            throw .usage(
                "--poll-queues \(queues) with --queue-sharing exclusive: each of the \(jobs) jobs has its own queue"
            )
        }
        // Where a design may poll the queues of other threads there must be locks.
        guard locking != CompletionLocking.none || jobs == 1 || sharing == .exclusive else {
            throw .usage("--lock none with --numjobs \(jobs): only with --queue-sharing exclusive")
        }
    }
}
