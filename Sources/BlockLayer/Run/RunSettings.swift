/// One run of one design over one stack: everything but the design and the devices.
public struct RunSettings: Sendable {
    /// The stack.
    public var plan: StackPlan
    /// The switches of the engine.
    public var engine: EngineSettings
    /// The CPU of each worker; nil leaves that worker's thread to the scheduler.
    public var cpus: [Int?]
    /// On which node each worker's memory lies; nil leaves it to the system.
    public var memory: MemoryPlacement?
    /// IOs that each worker keeps in flight.
    public var depth: Int
    /// IOs that must have completed before new ones are submitted; at least 1.
    public var batchComplete: Int
    /// Length of an IO.
    public var blockSectors: UInt32
    /// The part of the top device that each worker uses; a multiple of the block.
    public var rangeSectors: UInt64
    /// Where the first worker's part begins, and how much later than the one before each further one's; multiples of
    /// the block.
    public var firstSector: UInt64 = 0
    public var strideSectors: UInt64 = 0
    public var isRandom: Bool
    /// 100 reads only, 0 writes only.
    public var readPercent: Int
    public var verify: VerifyMode
    public var seed: UInt64
    public var rampNanoseconds: UInt64
    public var runtimeNanoseconds: UInt64
    public var sampling: LatencySampling
    /// IOs of each worker, for runs that end by number and not by time; nil for no limit.
    public var ioLimit: UInt64?
    /// Clones that each worker prepares; nil for as many as its depth can need.
    public var clonesPerWorker: Int?
    /// After what time a table is loaded anew, again and again, from the top down in turn; nil for never.
    public var reloadNanoseconds: UInt64?
    /// For each leaf, in the order of the plan, after what time its controller is reset and comes back with another
    /// number of queues, up to the plan's; 0 for never. Empty for none.
    public var resetNanoseconds: [UInt64] = []
    /// Sees when the workers begin and end what is measured.
    public var observer: RunObserver?

    /// The extent of verification.
    public enum VerifyMode: Sendable {
        case off
        /// Check what carries a stamp already, and what this run writes.
        case existing
        /// Stamp the whole range first, then check everything.
        case fillFirst
    }

    public init(
        plan: StackPlan, engine: EngineSettings = EngineSettings(), cpus: [Int?] = [nil],
        memory: MemoryPlacement? = nil, depth: Int = 1,
        batchComplete: Int = 1, blockSectors: UInt32 = 8, rangeSectors: UInt64, isRandom: Bool = true,
        readPercent: Int = 100, verify: VerifyMode = .off, seed: UInt64 = 1, rampNanoseconds: UInt64 = 0,
        runtimeNanoseconds: UInt64 = 1_000_000_000, sampling: LatencySampling = .perIO,
        ioLimit: UInt64? = nil, clonesPerWorker: Int? = nil
    ) {
        self.plan = plan
        self.engine = engine
        self.cpus = cpus
        self.memory = memory
        self.depth = depth
        self.batchComplete = batchComplete
        self.blockSectors = blockSectors
        self.rangeSectors = rangeSectors
        self.isRandom = isRandom
        self.readPercent = readPercent
        self.verify = verify
        self.seed = seed
        self.rampNanoseconds = rampNanoseconds
        self.runtimeNanoseconds = runtimeNanoseconds
        self.sampling = sampling
        self.ioLimit = ioLimit
        self.clonesPerWorker = clonesPerWorker
    }

    /// Whether anything of the stack changes while it is in use.
    var changesStack: Bool { reloadNanoseconds != nil || resetNanoseconds.contains { $0 > 0 } }

    /// What one root can come to in this stack.
    var limits: StackLimits { StackLimits(plan, rootSectors: blockSectors) }

    /// The most clones that one worker's roots may need together.
    static var mostClones: Int { 1 << 21 }

    /// The clones that one worker's roots may need together; nil if that is more than ``mostClones``.
    var clonesForDepth: Int? {
        let (clones, overflow) = limits.clonesPerRoot.multipliedReportingOverflow(by: depth)
        return overflow || clones > Self.mostClones ? nil : clones
    }
}

/// What the workers of a run do, all of them one after the other.
public enum RunPass: Sendable {
    /// Write every block of the range once, in order, so that it carries stamps.
    case fill
    /// What was asked for; the only pass that is measured.
    case workload
    /// Read every block of the range once, in order, to check what the workload wrote.
    case readBack

    /// Reads of the pass in per cent; nil for what the workload says.
    var readPercent: Int? {
        switch self {
        case .fill: 0
        case .workload: nil
        case .readBack: 100
        }
    }
}

extension RunSettings {
    /// The passes before the workload.
    var passesBefore: [RunPass] {
        if case .fillFirst = verify { [.fill] } else { [] }
    }

    /// The passes after the workload: what was written and not read since is still to be checked.
    var passesAfter: [RunPass] {
        if case .off = verify { return [] }
        return readPercent < 100 ? [.readBack] : []
    }
}
