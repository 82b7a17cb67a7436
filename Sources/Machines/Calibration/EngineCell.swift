import BlockLayer

/// A run over model devices that the real and a modelled machine both make.
struct EngineCell: Sendable {
    /// The stack: so many legs, striped if there are more than one, under so many mapped devices.
    var legs = 1
    var mappedDevices = 1
    var jobs = 1
    var queues = 1
    var depth = 1
    var serviceNanoseconds: UInt64 = 0

    /// Whether the thread waits for its devices.
    var isIdle: Bool { serviceNanoseconds > 0 }

    /// The clones of a root.
    var clones: Int { legs + mappedDevices - 1 }

    private static var deviceSectors: UInt64 { 1 << 18 }

    var models: [ModelSettings] {
        let model = ModelSettings(
            service: .fixed(nanoseconds: serviceNanoseconds), sizeSectors: Self.deviceSectors)
        return Array(repeating: model, count: legs)
    }

    private var plan: StackPlan {
        let leaf = StackPlan.Leaf(
            sectorCount: Self.deviceSectors, maxSectorsPerIO: 2048, queueCount: queues,
            queueOfWorker: (0..<jobs).map { $0 % queues })
        var devices = Array(repeating: StackPlan.Device.leaf(leaf), count: legs)
        var lines = (0..<legs).map { Leg(device: $0, startSector: 0) }
        for level in 0..<mappedDevices {
            let isStripe = level == 0 && legs > 1
            let kind: StackPlan.Kind =
                isStripe ? .striped(chunkSectors: 8, legs: lines) : .linear(lines[0])
            devices.append(
                .mapped([StackPlan.Target(sectorCount: UInt64(legs) * Self.deviceSectors, kind: kind)]))
            lines = [Leg(device: devices.count - 1, startSector: 0)]
        }
        return StackPlan(devices: devices)
    }

    /// - Parameter cpus: of each job.
    func settings(cpus: [Int], rampNanoseconds: UInt64, runtimeNanoseconds: UInt64) -> RunSettings {
        RunSettings(
            plan: plan, cpus: cpus.map { $0 }, depth: depth, blockSectors: UInt32(8 * legs),
            rangeSectors: UInt64(legs) * Self.deviceSectors, rampNanoseconds: rampNanoseconds,
            runtimeNanoseconds: runtimeNanoseconds)
    }
}

/// What was seen of a cell.
struct EngineReading: Sendable {
    /// Of all jobs.
    let counters: Counters
    let iosPerSecond: Double
    let lagMedianNanoseconds: Double

    init(_ outcome: RunOutcome, _ rate: TickRate) {
        counters = outcome.workers.reduce(into: Counters()) { $0.merge($1.window.counters) }
        iosPerSecond = outcome.workers.reduce(0) { sum, worker in
            let ticks = worker.window.endTicks &- worker.window.beginTicks
            return sum + Double(worker.window.counters.ios) / Double(rate.nanoseconds(ticks)) * 1e9
        }
        lagMedianNanoseconds = Self.median(outcome.workers.map(\.lag))
    }

    /// Time of a CPU for each IO, and for each poll.
    func nanosecondsPerIO(jobs: Int) -> Double { 1e9 * Double(jobs) / iosPerSecond }

    func perIO(_ count: UInt64) -> Double { Double(count) / Double(max(1, counters.ios)) }

    private static func median(_ lags: [RecordedDurations]) -> Double {
        let buckets = lags.flatMap(\.buckets).sorted { $0.nanoseconds < $1.nanoseconds }
        let half = buckets.reduce(0) { $0 + $1.count } / 2
        var seen: UInt64 = 0
        for bucket in buckets {
            seen += bucket.count
            if seen > half { return Double(bucket.nanoseconds) }
        }
        return 0
    }
}

/// The best of the rounds of a cell on this machine, and how much they differ.
struct BestReading: Sendable {
    private(set) var reading: EngineReading?
    private var worstRate = Double.infinity

    mutating func add(_ other: EngineReading) {
        worstRate = min(worstRate, other.iosPerSecond)
        if other.iosPerSecond > reading?.iosPerSecond ?? 0 { reading = other }
    }

    /// How much less the rate of the worst round was, of the best one.
    var spread: Double { reading.map { 1 - worstRate / $0.iosPerSecond } ?? 0 }
}

extension EngineCell {
    /// Runs it on this machine once.
    func measured(_ design: CatalogueEntry, cpus: [Int], runtimeNanoseconds: UInt64) throws(RunError)
        -> EngineReading
    {
        let settings = settings(
            cpus: cpus, rampNanoseconds: 2_000_000, runtimeNanoseconds: runtimeNanoseconds)
        return EngineReading(try design.run(on: .model(models), settings, stop: RunStop()), .ofThisMachine)
    }

    /// Runs it on a modelled machine.
    func modelled(_ design: ModelledEntry, _ machine: DescribedMachine, cpus: [Int]) throws(RunError)
        -> EngineReading
    {
        let settings = settings(cpus: cpus, rampNanoseconds: 200_000, runtimeNanoseconds: 2_000_000)
        return EngineReading(
            try design.run(over: models, settings, on: machine, stop: RunStop()), .virtual)
    }
}
