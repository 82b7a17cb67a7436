import Glibc

/// What a run takes of memory, or an exploration of schedules, before it takes it: all that grows with what is asked
/// for.
///
/// Control plane. Rings of the kernel are left out: they are locked memory, with a bound of its own (`ulimit -l`).
public struct RunMemory: Sendable {
    /// What the memory is for.
    public enum Purpose: String, Sendable, CaseIterable {
        case bios, buffers, queues, tables, histograms
        case program = "the program itself"
        case verification
        case data = "data of model devices"
        case stacks = "stacks of threads"
        case records = "the checker's records"
    }

    /// Bytes of each purpose; a number that is too large for it is the largest.
    public private(set) var bytes: [Purpose: UInt64] = [:]
    /// Of these, bytes that need addresses only, as they may never be touched.
    private var untouched: UInt64 = 0

    /// Bytes of memory.
    public var resident: UInt64 {
        let total = addresses
        return total == .max ? .max : total - untouched
    }

    /// Bytes of address space.
    public var addresses: UInt64 { bytes.values.reduce(0) { $0.addingSaturated($1) } }

    /// What a program takes that is asked for nothing.
    init() { add(.program, Self.programBytes, times: 1) }

    init<Design: PollingDesign>(_ design: Design, _ settings: RunSettings, _ devices: RunDevices) {
        self.init()
        typealias Queue = ModelQueue<Design.M>
        let jobs = settings.cpus.count
        let blocks = settings.depth * jobs
        add(.bios, UInt64(clamping: Worker<Design, Queue>.bytes(design, settings)), times: jobs)
        add(.buffers, UInt64(settings.blockSectors) * UInt64(sectorBytes), times: blocks)
        add(.histograms, UInt64(2 * LatencyHistogram.byteCount), times: jobs)
        add(
            .stacks, Self.threadStackBytes, times: jobs + (settings.changesStack ? 1 : 0), areUntouched: true)
        // A table that is reloaded stands beside the old one.
        addTables(of: design, settings.plan, copies: settings.changesStack ? 2 : 1)
        addVerification(settings)
        if case .model(let models) = devices { add(models, of: design, settings) }
    }

    private mutating func addVerification(_ settings: RunSettings) {
        if case .off = settings.verify { return }
        add(.verification, 4, times: Int(clamping: settings.rangeSectors / UInt64(settings.blockSectors)))
    }

    mutating func addTables<Design: PollingDesign>(
        of design: Design, _ plan: StackPlan, copies: Int
    ) {
        let queues = plan.leaves.reduce(0) { $0 + $1.queueCount }
        let stateBytes = Design.TableState.self == NoState.self ? 0 : 256
        for case .mapped(let targets) in plan.devices {
            let legs = targets.reduce(0) { $0 + $1.kind.legs.count }
            let lineBytes = MemoryLayout<Target>.stride + 64 + (plan.hasWaiting ? 640 : 0)
            add(.tables, UInt64(lineBytes), times: targets.count * copies)
            add(.tables, UInt64(MemoryLayout<Leg>.stride), times: legs * copies)
            add(.tables, UInt64(8 + stateBytes), times: queues * copies)
        }
    }

    private mutating func add<Design: PollingDesign>(
        _ models: [ModelSettings], of design: Design, _ settings: RunSettings
    ) {
        let beside = Design.leavesUnpolled ? settings.cpus.count : 0
        for (model, leaf) in zip(models, settings.plan.leaves) {
            let context = MemoryLayout<HardwareContext<ModelQueue<Design.M>>>.stride
            let queue = ModelQueue<Design.M>.byteCount(model)
            add(.queues, UInt64(queue + context), times: leaf.queueCount + beside)
            add(.queues, UInt64(Dies<Design.M>.bytesOfDie), times: model.parallelism)
            guard model.keepsData else { continue }
            let size = model.sizeSectors.multipliedSaturated(by: UInt64(sectorBytes))
            let used = min(size, settings.rangeSectors.multipliedSaturated(by: UInt64(sectorBytes)))
            add(.data, used, times: 1)
            add(.data, size - used, times: 1, areUntouched: true)
        }
    }

    /// Above what it has when a run is planned: rows, records, what allocators keep.
    private static let programBytes: UInt64 = 32 << 20

    /// Of address space, as glibc has it (pthread_create(3)).
    static var threadStackBytes: UInt64 {
        var limit = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0
        return isKnown && limit.rlim_cur != rlim_t.max ? UInt64(limit.rlim_cur) : 2 << 20
    }

    /// - Parameter areUntouched: whether the bytes need addresses only.
    mutating func add(_ purpose: Purpose, _ size: UInt64, times count: Int, areUntouched: Bool = false) {
        let more = size.multipliedSaturated(by: UInt64(max(0, count)))
        bytes[purpose] = (bytes[purpose] ?? 0).addingSaturated(more)
        if areUntouched { untouched = untouched.addingSaturated(more) }
    }
}

extension Worker {
    /// The bytes of a worker's bios, and of what its design keeps beside them. Control plane.
    static func bytes(_ design: Design, _ settings: RunSettings) -> Int {
        let clones = settings.clonesPerWorker ?? settings.clonesForDepth ?? RunSettings.mostClones
        let roots = BioPool<M>.stride(sizeBytes: MemoryLayout<Root<Design>>.size) * settings.depth
        let stride = BioPool<M>.stride(sizeBytes: MemoryLayout<Clone<Design>>.size)
        return roots + stride * max(clones, settings.limits.clonesPerRoot)
            + design.workerBytes(settings.limits, roots: settings.depth)
    }

    /// Whether there was memory for all of it.
    func hasMemory(roots: Int) -> Bool {
        self.roots.hasMemory && clones.hasMemory && design.hasMemory(designState, roots: roots)
    }
}
