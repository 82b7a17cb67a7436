import Testing

@testable import BlockLayer

/// A stack with its devices and settings that makes life hard for a design.
struct StressCase: Sendable, CustomTestStringConvertible {
    var name: String
    var plan: @Sendable (_ queues: Int, _ workers: Int) -> StackPlan
    var workers = 4
    var service = ServiceTime.lognormal(medianNanoseconds: 600, p99Nanoseconds: 4_000)
    var dies = 0
    var queueDepth = 64
    var engine = EngineSettings()
    var faults = ModelFaults()
    /// The intervals of table reloads and controller resets, in microseconds; 0 for never.
    var reload: UInt64 = 0
    var reset: UInt64 = 0
    var completion = Completion.polled
    var depth = 8
    var batchComplete = 1
    var blockSectors = 8
    var readPercent = 70
    var isVerified = false
    /// Only clones enough for one root at a time.
    var hasTinyPools = false

    var testDescription: String { name }

    func settings(queues: Int, ioLimit: UInt64) -> RunSettings {
        let plan = plan(queues, workers)
        let blocks = plan.devices.last!.sectorCount / blockSectors
        var settings = RunSettings(
            plan: plan, engine: engine, cpus: Array(repeating: nil, count: workers), depth: depth,
            batchComplete: batchComplete, blockSectors: UInt32(blockSectors),
            rangeSectors: UInt64(blocks * blockSectors), readPercent: readPercent,
            verify: isVerified ? .fillFirst : .off, seed: TestSettings.seed, ioLimit: ioLimit,
            clonesPerWorker: hasTinyPools
                ? StackLimits(plan, rootSectors: UInt32(blockSectors)).clonesPerRoot : nil)
        settings.reloadNanoseconds = reload > 0 ? reload * 1_000 : nil
        return settings
    }

    func devices(_ plan: StackPlan) -> RunDevices {
        .model(
            plan.leaves.map { leaf in
                var model = ModelSettings(
                    service: service, parallelism: dies, sizeSectors: leaf.sectorCount,
                    keepsData: isVerified, queueDepth: queueDepth, completion: completion,
                    interruptCostNanoseconds: 300)
                model.faults = faults
                model.resetNanoseconds = reset * 1_000
                return model
            })
    }
}

extension StressCase {
    static let all: [StressCase] = [
        StressCase(
            name: "two levels, after the lock", plan: twoLevels,
            engine: EngineSettings(locking: .blocking, ending: .afterLock)),
        StressCase(
            name: "two levels, in the lock, batches", plan: twoLevels, service: uniform,
            engine: EngineSettings(locking: .blocking, ending: .inLock, batchSubmit: 8), batchComplete: 4),
        StressCase(
            name: "two levels, trylock, few dies", plan: twoLevels, service: uniform, dies: 3,
            engine: EngineSettings(locking: .trylock, ending: .afterLock, reapLimit: 3)),
        StressCase(
            name: "two levels, trylock in the lock, spinning", plan: twoLevels,
            engine: EngineSettings(
                locking: .trylock, ending: .inLock, batchSubmit: 8, spin: .bounded(nanoseconds: 2_000))),
        StressCase(
            name: "instant service, full queues", plan: twoLevels, service: .fixed(nanoseconds: 0),
            queueDepth: 7, engine: EngineSettings(batchSubmit: 8), depth: 16),
        StressCase(
            name: "own queues, no locks, full queues", plan: twoLevels, queueDepth: 7,
            engine: EngineSettings(sharing: .exclusive, locking: .none, batchSubmit: 3), depth: 16),
        StressCase(
            name: "own queues, spinning, tiny pools", plan: fiveLevels, workers: 3, service: uniform,
            engine: EngineSettings(
                sharing: .exclusive, locking: .trylock, ending: .inLock, spin: .bounded(nanoseconds: 2_000)),
            hasTinyPools: true),
        StressCase(
            name: "own queues, interrupts", plan: twoLevels, workers: 3, queueDepth: 7,
            engine: EngineSettings(sharing: .exclusive, locking: .none, batchSubmit: 3),
            completion: .interrupt, depth: 16),
        StressCase(
            name: "tiny pools, one tag", plan: twoLevels, service: .fixed(nanoseconds: 300), queueDepth: 1,
            engine: EngineSettings(batchSubmit: 8), hasTinyPools: true),
        StressCase(
            name: "five levels", plan: fiveLevels,
            engine: EngineSettings(locking: .blocking, ending: .inLock, batchSubmit: 1), depth: 4),
        StressCase(name: "error targets under a stripe", plan: errorsUnderAStripe, queueDepth: 7),
        StressCase(
            name: "errors in the lock, tiny pools", plan: errorsUnderAStripe, service: uniform,
            engine: EngineSettings(locking: .trylock, ending: .inLock, batchSubmit: 8), hasTinyPools: true),
        StressCase(name: "no table", plan: bare, depth: 16),
        StressCase(
            name: "verified, two levels", plan: twoLevels, readPercent: 60, isVerified: true),
        StressCase(
            name: "verified, five levels, full queues", plan: fiveLevels, service: uniform, dies: 2,
            queueDepth: 7, engine: EngineSettings(locking: .trylock, ending: .inLock, batchSubmit: 8),
            readPercent: 60, isVerified: true, hasTinyPools: true),
        StressCase(
            name: "verified mirror", plan: mirrored, readPercent: 50, isVerified: true),
        StressCase(
            name: "verified errors, own queues", plan: errorsUnderAStripe, workers: 2,
            engine: EngineSettings(sharing: .exclusive, locking: .blocking), readPercent: 50,
            isVerified: true),
        StressCase(name: "remapped in place", plan: remapped, service: uniform, queueDepth: 7),
        StressCase(
            name: "verified, remapped in place, in the lock", plan: remapped,
            engine: EngineSettings(locking: .trylock, ending: .inLock, batchSubmit: 3), readPercent: 60,
            isVerified: true),
        StressCase(
            name: "verified, remapped without a clone", plan: bareRemap, depth: 16, readPercent: 60,
            isVerified: true),
        StressCase(
            name: "verified, remapped without a clone, own queues", plan: bareRemap, workers: 2,
            engine: EngineSettings(sharing: .exclusive, locking: .none, batchSubmit: 3), isVerified: true),
        StressCase(
            name: "verified, failing paths", plan: multipath,
            faults: .failing(40, 3),
            readPercent: 60, isVerified: true),
        StressCase(
            name: "verified, failing paths, in the lock, tiny pools", plan: multipath, service: uniform,
            queueDepth: 7, engine: EngineSettings(locking: .trylock, ending: .inLock, batchSubmit: 3),
            faults: .failing(23, 5), readPercent: 60, isVerified: true,
            hasTinyPools: true),
        StressCase(
            name: "failing paths, own queues", plan: multipath, workers: 2,
            engine: EngineSettings(sharing: .exclusive, locking: .none),
            faults: .failing(40, 1)),
        StressCase(
            name: "verified mirror, own queue", plan: mirrored, workers: 1,
            engine: EngineSettings(sharing: .exclusive, locking: .none, batchSubmit: 8), readPercent: 50,
            isVerified: true),
    ]

    /// The same on a stack that changes, and on devices where other things go wrong.
    static let changing: [StressCase] = [
        StressCase(name: "reloaded, two levels", plan: twoLevels, reload: 100),
        StressCase(
            name: "verified, reloaded, five levels, full queues, tiny pools", plan: fiveLevels,
            service: uniform, queueDepth: 7,
            engine: EngineSettings(locking: .trylock, ending: .inLock, batchSubmit: 8), reload: 100,
            readPercent: 60, isVerified: true, hasTinyPools: true),
        StressCase(
            name: "verified, reloaded, failing paths", plan: multipath, faults: .failing(40, 3), reload: 100,
            readPercent: 60, isVerified: true),
        StressCase(
            name: "verified, reloaded, remapped in place", plan: remapped, service: uniform,
            engine: EngineSettings(ending: .inLock, batchSubmit: 3), reload: 100, isVerified: true),
        StressCase(
            name: "verified, reloaded, remapped without a clone", plan: bareRemap, reload: 100, depth: 16,
            isVerified: true),
        StressCase(
            name: "verified, reloaded, own queues, no locks", plan: twoLevels,
            engine: EngineSettings(sharing: .exclusive, locking: .none, batchSubmit: 3), reload: 100,
            isVerified: true),
        StressCase(name: "reloaded, error targets", plan: errorsUnderAStripe, queueDepth: 7, reload: 100),
        StressCase(
            name: "verified, reset and reloaded, two levels", plan: twoLevels,
            engine: EngineSettings(locking: .trylock), reload: 150, reset: 200, isVerified: true),
        StressCase(
            name: "reset, mirror, in the lock", plan: mirrored, engine: EngineSettings(ending: .inLock),
            reset: 150),
        StressCase(
            name: "verified, EAGAIN", plan: twoLevels, faults: .again(30, 4), reload: 300, isVerified: true),
        StressCase(
            name: "verified, EAGAIN, own queues", plan: fiveLevels,
            engine: EngineSettings(sharing: .exclusive, locking: .none, batchSubmit: 3), faults: .again(7, 3),
            isVerified: true),
        StressCase(
            name: "verified, lost completions, failing paths", plan: multipath, faults: .lost(50, 2),
            isVerified: true),
        StressCase(
            name: "verified, lost completions, in the lock, reset and reloaded", plan: multipath,
            service: uniform, engine: EngineSettings(ending: .inLock), faults: .lost(50, 2), reload: 300,
            reset: 300, isVerified: true),
    ]

    private static let uniform = ServiceTime.uniform(fromNanoseconds: 200, toNanoseconds: 1_500)

    /// A leaf for all workers, on as many queues.
    private static func leaf(
        _ sectors: Int, maxSectors: Int = 1024, _ queues: Int, _ workers: Int
    ) -> StackPlan.Device {
        .leaf(sectors, maxSectors: maxSectors, queues: queues, workers: workers)
    }

    /// A stripe over a stripe and a device; the devices' largest IOs divide further.
    @Sendable static func twoLevels(_ queues: Int, _ workers: Int) -> StackPlan {
        StackPlan(devices: [
            leaf(2048, maxSectors: 3, queues, workers), leaf(2048, queues, workers),
            leaf(4096, maxSectors: 2, queues, workers),
            .mapped([.striped(4096, chunk: 4, [0, 1])]),
            .mapped([.striped(8192, chunk: 4, [3, 2])]),
        ])
    }

    /// Lines, stripes and a device reached over two ways, five tables deep.
    @Sendable static func fiveLevels(_ queues: Int, _ workers: Int) -> StackPlan {
        StackPlan(devices: [
            leaf(4096, maxSectors: 4, queues, workers), leaf(4096, queues, workers),
            .mapped([.striped(4096, chunk: 2, [0, 1])]),
            .mapped([.linear(1024, 2, at: 64), .linear(1024, 2, at: 2048)]),
            .mapped([.striped(4096, chunk: 3, [3, 1]).with(sectors: 2046, secondLegAt: 2048)]),
            .mapped([.linear(1000, 4, at: 5), .linear(1000, 4, at: 1005)]),
            .mapped([.striped(2000, chunk: 5, [5, 0]).with(sectors: 2000, secondLegAt: 3000)]),
        ])
    }

    /// Every third table below a stripe ends in an error target; the other legs go on.
    @Sendable static func errorsUnderAStripe(_ queues: Int, _ workers: Int) -> StackPlan {
        StackPlan(devices: [
            leaf(2048, maxSectors: 3, queues, workers), leaf(2048, queues, workers),
            .mapped([.linear(700, 0), .error(100), .linear(200, 0, at: 900), .error(24)]),
            .mapped([.striped(2048, chunk: 4, [2, 1])]),
        ])
    }

    @Sendable static func mirrored(_ queues: Int, _ workers: Int) -> StackPlan {
        StackPlan(devices: [
            leaf(2048, maxSectors: 3, queues, workers), leaf(2048, queues, workers),
            .mapped([.mirror(2048, [0, 1])]),
            .mapped([.linear(1024, 2, at: 1024), .linear(1024, 2)]),
        ])
    }

    /// Lines that remap in place, above a stripe, below it, and an IO cut between two of them.
    @Sendable static func remapped(_ queues: Int, _ workers: Int) -> StackPlan {
        StackPlan(devices: [
            leaf(2048, maxSectors: 6, queues, workers), leaf(2048, queues, workers),
            .mapped([.remap(700, 0, at: 50), .linear(324, 1, at: 1700), .remap(1000, 0, at: 1000)]),
            .mapped([.striped(2016, chunk: 4, [2, 1]).with(sectors: 2016, secondLegAt: 300)]),
            .mapped([.remap(1000, 3, at: 16), .remap(300, 1, at: 1308), .linear(700, 3, at: 1100)]),
            .mapped([.remap(2000, 4)]),
        ])
    }

    /// The root itself is the leaf.
    @Sendable static func bareRemap(_ queues: Int, _ workers: Int) -> StackPlan {
        StackPlan(devices: [
            leaf(2048, queues, workers), leaf(2048, queues, workers),
            .mapped([.remap(1024, 0, at: 512), .remap(1024, 1)]),
        ])
    }

    /// Two ways to one device, of which one divides IOs; each fails and returns.
    @Sendable static func multipath(_ queues: Int, _ workers: Int) -> StackPlan {
        StackPlan(devices: [
            leaf(2048, maxSectors: 6, queues, workers), leaf(2048, queues, workers),
            .mapped([.striped(2048, chunk: 2, [0, 1])]),
            .mapped([.linear(1024, 2), .remap(1024, 2, at: 1024)]),
            .mapped([.multipath(2048, [2, 3], queues: true, reinstate: 20_000)]),
            .mapped([.linear(1000, 4, at: 8), .remap(1000, 4, at: 1024)]),
        ])
    }

    @Sendable static func bare(_ queues: Int, _ workers: Int) -> StackPlan {
        StackPlan(devices: [leaf(8192, maxSectors: 3, queues, workers)])
    }
}

extension StackPlan.Target {
    /// A stripe whose second leg begins elsewhere, and as long as fits.
    fileprivate func with(sectors: Int, secondLegAt start: Int) -> StackPlan.Target {
        guard case .striped(let chunk, var legs) = kind else { return self }
        legs[1].startSector = UInt64(start)
        return StackPlan.Target(
            sectorCount: UInt64(sectors), kind: .striped(chunkSectors: chunk, legs: legs))
    }
}

extension ModelFaults {
    /// Of every so many leaves so many.
    fileprivate static func failing(_ period: UInt64, _ length: UInt64) -> ModelFaults {
        var faults = ModelFaults()
        faults.failures = FailureSchedule(period: period, length: length)
        return faults
    }

    fileprivate static func again(_ period: UInt64, _ length: UInt64) -> ModelFaults {
        var faults = ModelFaults()
        faults.again = FailureSchedule(period: period, length: length)
        return faults
    }

    /// With a timeout that is long beside the service, and short beside a test.
    fileprivate static func lost(_ period: UInt64, _ length: UInt64) -> ModelFaults {
        var faults = ModelFaults()
        faults.lost = FailureSchedule(period: period, length: length)
        faults.timeoutNanoseconds = 30_000
        return faults
    }
}
