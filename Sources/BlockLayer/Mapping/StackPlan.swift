/// A stack as the engine takes it: devices by number, lower ones first, the last one on top.
///
/// Made by the control plane from the text of dm tables, whose checks (no gaps, no overlaps, no loops, legs large
/// enough) this relies on.
public struct StackPlan: Sendable {
    /// The devices by number, lower ones first.
    public var devices: [Device]

    public init(devices: [Device]) {
        self.devices = devices
    }

    /// The real devices, in order.
    public var leaves: [Leaf] {
        devices.compactMap(\.leaf)
    }

    /// Whether no two workers submit to the same queue of any device.
    public var hasQueuesOfItsOwn: Bool {
        leaves.allSatisfy { Set($0.queueOfWorker).count == $0.queueOfWorker.count }
    }

    /// Whether any table has a target that bios may have to wait for.
    var hasWaiting: Bool {
        devices.contains {
            if case .mapped(let lines) = $0 { lines.contains { $0.kind.hasWaiting } } else { false }
        }
    }

    /// The worker that submits to each queue, by the queue's number in the stack; the last one where there are more.
    var queueOwners: [Int: UInt16] {
        var owners: [Int: UInt16] = [:]
        var firstQueue = 0
        for leaf in leaves {
            for (queue, worker) in leaf.queueOwners { owners[firstQueue + queue] = UInt16(worker) }
            firstQueue += leaf.queueCount
        }
        return owners
    }

    /// A device of the stack: real or mapped.
    public enum Device: Sendable {
        case leaf(Leaf)
        case mapped([Target])

        /// The device if it is a real one.
        var leaf: Leaf? { if case .leaf(let leaf) = self { leaf } else { nil } }
    }

    /// A real device: its hardware queues are numbered on from those of the leaves before it.
    public struct Leaf: Sendable {
        /// Size in sectors.
        public var sectorCount: UInt64
        /// The largest IO that the device takes, in sectors (`max_sectors`).
        public var maxSectorsPerIO: UInt32
        /// How many hardware queues it has.
        public var queueCount: Int
        /// The queue for each worker's submissions: the CPU → queue map, for the CPUs that the workers are pinned to.
        public var queueOfWorker: [Int]

        public init(sectorCount: UInt64, maxSectorsPerIO: UInt32, queueCount: Int, queueOfWorker: [Int]) {
            self.sectorCount = sectorCount
            self.maxSectorsPerIO = maxSectorsPerIO
            self.queueCount = queueCount
            self.queueOfWorker = queueOfWorker
        }

        /// The worker that submits to each of its queues, the last one where there are more.
        var queueOwners: [Int: Int] {
            Dictionary(queueOfWorker.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
        }
    }

    /// One line of a table.
    public struct Target: Sendable {
        /// The length of the line in sectors.
        public var sectorCount: UInt64
        /// The target and its parameters.
        public var kind: Kind

        public init(sectorCount: UInt64, kind: Kind) {
            self.sectorCount = sectorCount
            self.kind = kind
        }
    }

    /// Several ways to the same data.
    public struct Multipath: Sendable, Equatable {
        /// 1 to 64.
        public var paths: [Leg]
        /// Whether IOs wait where no path is left, instead of failing.
        public var queuesIfNoPath: Bool
        /// How long a path that failed is left out; nil for ever.
        public var reinstateNanoseconds: UInt64?

        public init(paths: [Leg], queuesIfNoPath: Bool = false, reinstateNanoseconds: UInt64? = nil) {
            self.paths = paths
            self.queuesIfNoPath = queuesIfNoPath
            self.reinstateNanoseconds = reinstateNanoseconds
        }
    }

    /// When a flakey target works, and what fails while it does not.
    public struct Flakiness: Sendable, Equatable, BitwiseCopyable {
        /// The time for which the target works.
        public var upNanoseconds: UInt64
        /// The time for which it does not, afterwards.
        public var downNanoseconds: UInt64
        /// Whether reads fail in that time.
        public var failsReads: Bool
        /// Whether writes fail in that time.
        public var failsWrites: Bool
        /// Whether writes that do not fail are dropped.
        public var dropsWrites: Bool

        public init(
            upNanoseconds: UInt64 = 0, downNanoseconds: UInt64 = 0, failsReads: Bool = true,
            failsWrites: Bool = true, dropsWrites: Bool = false
        ) {
            self.upNanoseconds = upNanoseconds
            self.downNanoseconds = downNanoseconds
            self.failsReads = failsReads
            self.failsWrites = failsWrites
            self.dropsWrites = dropsWrites
        }
    }
}
