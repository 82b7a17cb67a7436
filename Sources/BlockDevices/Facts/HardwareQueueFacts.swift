/// One hardware queue (hctx) of a disk, as `/sys/block/DISK/mq` shows it.
public struct HardwareQueueFacts: Hashable, Sendable {
    /// The use of a queue (`hctx_types` of block/blk-mq-debugfs.c in the kernel).
    public enum Kind: String, Sendable {
        case `default`, read, poll
    }

    /// The source of the kinds.
    public enum Source: String, Sendable {
        /// The kernel says so: debugfs, which only root may read.
        case debugfs
        /// They follow from which CPUs the queues serve.
        case maps
    }

    /// The kernel's number, which a cookie names.
    public let number: Int
    /// Nil where it is not known.
    public let kind: Kind?
    /// The CPUs whose IOs of this kind go to this queue, ascending.
    public let cpus: [Int]

    public init(number: Int, kind: Kind?, cpus: [Int]) {
        self.number = number
        self.kind = kind
        self.cpus = cpus
    }
}
