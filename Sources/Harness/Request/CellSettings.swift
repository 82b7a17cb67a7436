import BlockLayer
import Units

/// What one cell of a sweep is asked to do. Every design runs it.
public struct CellSettings: Hashable, Sendable {
    public var mode = AccessMode.randread
    public var blockBytes: UInt64 = 4096
    /// IOs that each job keeps in flight: fio's `iodepth`.
    public var depth = 1
    /// Threads: fio's `numjobs`.
    public var jobs = 1
    /// Hardware queues of each leaf.
    public var pollQueues = 1
    /// Whether jobs share them; if not, each job has one of its own.
    public var sharing = QueueSharing.shared

    public init() {}

    /// The cell's name, which all rounds and designs share: `randread-bs4k-iodepth32-numjobs2-queues2`.
    public var name: String {
        let size = ByteCount(bytes: blockBytes)
        let queues = sharing == .exclusive ? "own-queues" : "queues\(pollQueues)"
        return "\(mode.rawValue)-bs\(size)-iodepth\(depth)-numjobs\(jobs)-\(queues)"
    }

    /// Throws `usage` for the first value that is out of bounds.
    func check() throws(HarnessError) {
        guard blockBytes > 0, blockBytes.isMultiple(of: Units.sectorBytes) else {
            throw .usage("--bs \(blockBytes): must be a multiple of \(Units.sectorBytes) bytes, and not 0")
        }
        guard blockBytes <= Bounds.blockBytes else {
            throw .usage(
                "--bs \(ByteCount(bytes: blockBytes)): at most \(ByteCount(bytes: Bounds.blockBytes))")
        }
        try Bounds.check(depth, in: 1...Bounds.depth, "--iodepth")
        try Bounds.check(jobs, in: 1...Bounds.jobs, "--numjobs")
        try Bounds.check(pollQueues, in: 1...Bounds.queues, "--poll-queues")
        guard sharing == .shared || pollQueues == jobs else {
            throw .usage(
                "--poll-queues \(pollQueues) with --queue-sharing exclusive: each of the \(jobs) jobs has its own queue"
            )
        }
    }
}
