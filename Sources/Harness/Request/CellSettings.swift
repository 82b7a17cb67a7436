import BlockLayer
import Placement

/// The settings of one cell of a sweep, for every design: see ``Axis``.
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
    /// The interval at which a table of the stack is reloaded; nil for never.
    public var reloadNanoseconds: UInt64?
    /// Nil for that of the design on these devices.
    public var completion: Completion?
    /// Nil for the machine that the program runs on.
    public var machine: MachineChoice?

    public init() {}

    /// Hardware queues of each leaf, as far as the cell says.
    public var queues: Int { pollQueues ?? jobs }

    /// The percentage of reads.
    public var readPercent: Int { mode.readPercent(mix: readMix) }

    /// The cell's name, which all rounds and designs share: `randread-bs4k-iodepth32-numjobs2-queues2`. Cells that
    /// differ have names that differ.
    public var name: String { nameParts.joined(separator: "-") }

    /// The same work without what does not count in it, so that what does the same has the same name: batches are cut
    /// to the depth, as fio does, and only mixed modes have a mix.
    var reduced: CellSettings {
        var cell = self
        cell.batchSubmit = min(batchSubmit, depth)
        cell.batchComplete = min(batchComplete, depth)
        if !mode.isMixed { cell.readMix = CellSettings().readMix }
        return cell
    }

    /// The cell with each parameter set of its machine; the cell alone on this one.
    var ensemble: [CellSettings] {
        guard let machine else { return [self] }
        return machine.ensemble.map { choice in
            var cell = self
            cell.machine = choice
            return cell
        }
    }

    /// Throws `usage` for settings that exclude each other, whatever the devices and the design.
    func check() throws(HarnessError) {
        guard sharing == .shared || queues == jobs else {
            throw .usage(
                "\(Axis.pollQueues, queues) with \(Axis.queueSharing, sharing.rawValue): each of the \(jobs) jobs has "
                    + "its own queue"
            )
        }
        // Where a design may poll the queues of other threads there must be locks.
        guard locking != CompletionLocking.none || jobs == 1 || sharing == .exclusive else {
            let exclusive = QueueSharing.exclusive.rawValue
            throw .usage(
                "\(Axis.lock, "none") with \(Axis.numjobs, jobs): only with \(Axis.queueSharing, exclusive)")
        }
        if let machine, jobs > machine.cpuCount {
            throw .usage(
                "\(Axis.numjobs, jobs) with \(Axis.machine, machine.name), which has \(machine.cpuCount) CPUs: "
                    + "each job takes one of its own")
        }
    }
}

extension CellSettings: SettingSubject {
    /// The defaults.
    public static let usual = CellSettings()

    /// In the order in which axes vary, the first slowest, and stand in a cell's name.
    public static let settings: [Axis] = [
        .rw, .bs, .iodepth, .numjobs, .queueSharing, .pollQueues, .batchSubmit, .batchComplete, .rwmixread,
        .spin, .lock, .end, .counts, .completion, .numa, .latency, .reloadEvery, .machine,
    ]

    /// Varies the axis over a list by comma.
    public static func assignment(
        _ axis: Axis, _ words: String
    ) throws(HarnessError) -> Assignment {
        let list = try axis.list(words)
        return Assignment(axis.names) { $0.sweep.vary(list) }
    }
}
