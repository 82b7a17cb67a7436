/// The numbers of a described machine: its topology, and what moving a cache line between its CPUs costs.
///
/// A machine is a tree of levels from the outside in, with as many children at each level; the leaves are CPUs,
/// numbered in the order of the tree, so that CPU 1 is in the same innermost group as CPU 0. All durations are
/// nanoseconds. What is read from a file is checked there: here the numbers are taken to agree with each other.
public struct MachineModel: Sendable, Hashable {
    /// The name of the description.
    public var name: String
    /// From the outside in; at least one.
    public var levels: [Level]
    /// The level whose groups are NUMA nodes; nil for one node.
    public var nodeLevel: Int?
    /// Inside a group of this level a cache line moves without asking its home; nil for the whole machine.
    public var filterLevel: Int?
    /// What is added to a transfer outside such a group where the line's home is on another socket (a group of the
    /// outermost level) than both CPUs.
    public var remoteHomeNanoseconds: Double = 0
    public var hit = HitCosts()
    public var contention = Contention()
    /// From one waiting reader of a line to the next, at the home of the line.
    public var readerNanoseconds: Double = 8
    public var memory = MemoryCosts()
    /// The length of the pause instruction.
    public var pauseNanoseconds: Double = 45
    /// The speed of a thread while another thread of its core computes too; 1 for no loss.
    public var siblingSpeed: Double = 1
    public var io = IOCosts()
    /// Stores that a CPU holds until it has their lines.
    public var storeBufferEntries = 56

    /// One level of the tree.
    public struct Level: Sendable, Hashable {
        /// As socket, node, ccx, core, thread.
        public var name: String
        /// The groups of this level in a group of the level around it.
        public var count: Int
        /// One way, for a line from a CPU in another group of this level, in the same group of the level around it.
        public var transferNanoseconds: Double

        public init(name: String, count: Int, transferNanoseconds: Double) {
            self.name = name
            self.count = count
            self.transferNanoseconds = transferNanoseconds
        }
    }

    /// Accesses to a line that the CPU has.
    public struct HitCosts: Sendable, Hashable {
        public var loadNanoseconds: Double = 1.2
        public var storeNanoseconds: Double = 0.5
        /// A read-modify-write.
        public var modifyNanoseconds: Double = 5
        /// A read of a line that others share, from the last-level cache inside ``MachineModel/filterLevel``.
        public var sharedNanoseconds: Double = 20
        /// A reading of the clock.
        public var clockNanoseconds: Double = 10

        public init() {}
    }

    /// Read-modify-writes of several CPUs that wait for one line.
    public struct Contention: Sendable, Hashable {
        /// The part of a transfer that remains when the line goes from one waiter to the next.
        public var overlap: Double = 0.47
        /// The same where the next waiter is outside the owner's cluster; nil for ``overlap``.
        public var farOverlap: Double?
        /// How long the owner of a line goes on to use it although another CPU waits for it; nil for not at all.
        public var holdNanoseconds: Double?
        public var arbitration = Arbitration.clusterFirst(batch: 10)
        /// The level whose groups are clusters; nil for the whole machine.
        public var clusterLevel: Int?
        /// Arm with LSE: additions run at the home of the line, one after the other in this time; nil if the line
        /// moves to the CPU.
        public var homeAddNanoseconds: Double?
        /// ``overlap`` of compare-exchanges where additions run at the home.
        public var exchangeOverlap: Double?

        public init() {}
    }

    /// Which of the waiting CPUs has the line next.
    public enum Arbitration: Sendable, Hashable {
        /// The oldest request.
        case fifo
        /// The oldest of the owner's cluster, but after `batch` in a row the oldest of all other clusters.
        case clusterFirst(batch: Int)
    }

    /// A line that no cache has.
    public struct MemoryCosts: Sendable, Hashable {
        public var localNanoseconds: Double = 90
        /// From another node; nil for ``localNanoseconds``.
        public var remoteNanoseconds: Double?

        public init() {}
    }

    /// Accesses to a device, and its interrupts.
    public struct IOCosts: Sendable, Hashable {
        public var doorbellNanoseconds: Double = 250
        /// The first look at a completion that the device has written.
        public var completionNanoseconds: Double = 35
        /// The handler of an interrupt.
        public var interruptNanoseconds: Double = 1_100
        /// From the end of the handler to the thread that slept.
        public var switchNanoseconds: Double = 1_500

        public init() {}
    }

    public init(name: String, levels: [Level]) {
        self.name = name
        self.levels = levels
    }
}

extension MachineModel {
    /// The most CPUs that a machine may have.
    public static var mostCPUs: Int { 1024 }

    /// The number of CPUs.
    public var cpuCount: Int { levels.reduce(1) { $0.multipliedSaturated(by: $1.count) } }

    /// The level whose groups are cores, where threads may share one; nil if none is called so.
    public var coreLevel: Int? { levels.lastIndex { $0.name == "core" } }

    /// The CPUs in a group of a level; all of them for nil.
    public func cpusPerGroup(of level: Int?) -> Int {
        guard let level else { return cpuCount }
        return levels[(level + 1)...].reduce(1) { $0.multipliedSaturated(by: $1.count) }
    }

    /// The groups of a level in the whole machine; 1 for nil.
    public func groupCount(of level: Int?) -> Int { cpuCount / cpusPerGroup(of: level) }

    /// The group of a level that a CPU is in, counted over the whole machine; 0 for nil.
    public func group(of cpu: Int, level: Int?) -> Int { level == nil ? 0 : cpu / cpusPerGroup(of: level) }

    /// The NUMA node of a CPU.
    public func node(of cpu: Int) -> Int { group(of: cpu, level: nodeLevel) }

    /// The outermost level at which two CPUs are in different groups; nil for a CPU and itself.
    public func levelBetween(_ one: Int, _ other: Int) -> Int? {
        levels.indices.first { group(of: one, level: $0) != group(of: other, level: $0) }
    }
}
