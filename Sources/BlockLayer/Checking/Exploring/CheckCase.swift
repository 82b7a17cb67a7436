import RandomNumbers

/// A small workload over a small stack of model devices, whose schedules are explored.
public struct CheckCase: Sendable {
    /// The stack under check.
    public var plan: StackPlan
    /// The switches of the engine.
    public var engine = EngineSettings()
    /// IOs of each worker, and how many it keeps in flight.
    public var ios: Int
    public var depth: Int
    /// Length of an IO; each worker goes over all blocks of the top device.
    public var blockSectors: UInt32
    /// Ticks in which a leaf is served.
    public var service = ServiceTime.fixed(nanoseconds: 2)
    public var queueDepth = 64
    /// Of 256 leaves, those that come back with an error and those that come back with EAGAIN.
    public var errorsOf256: UInt64 = 0
    public var againOf256: UInt64 = 0
    /// Of so many leaves of a queue one whose completion is lost and comes too late; 0 for none.
    public var lostPeriod: UInt64 = 0
    /// Clones for one root of each worker only.
    public var hasTinyPools = false
    /// Tables that are loaded anew meanwhile, and controllers that come back with another number of queues, on a thread
    /// of its own.
    public var changes = 0
    /// The device that is changed; nil for one by the seed, at a time by the seed.
    public var changedDevice: Int?
    /// Whether each schedule has engine settings, service times and depths of its own, by its seed.
    public var isVaried = false

    public init(plan: StackPlan, ios: Int, depth: Int, blockSectors: UInt32) {
        self.plan = plan
        self.ios = ios
        self.depth = depth
        self.blockSectors = blockSectors
    }

    /// Workers, as many as the plan maps to queues.
    public var threadCount: Int { plan.leaves.map(\.queueOfWorker.count).min() ?? 0 }

    /// The threads of a schedule, one for changes among them.
    var fibreCount: Int { changes > 0 ? threadCount + 1 : threadCount }

    /// The most threads of a case, beside one for changes.
    public static var mostThreads: Int { Scheduler.mostFibres - 2 }

    /// The case as a schedule of this seed runs it.
    ///
    /// - Parameter countings: those that the design allows.
    func varied(by seed: UInt64, _ countings: [CompletionCounting]) -> CheckCase {
        if !isVaried { return self }
        var random = RandomGenerator(seed: seed, stream: 77)
        var varied = self
        varied.engine.locking = random.next(below: 3) == 0 ? .trylock : .blocking
        varied.engine.ending = random.next(below: 2) == 0 ? .inLock : .afterLock
        varied.engine.counting = countings[Int(random.next(below: UInt64(countings.count)))]
        varied.engine.batchSubmit = [1, 1, 2, 3][Int(random.next(below: 4))]
        varied.engine.reapLimit = [1, 2, 256, 256][Int(random.next(below: 4))]
        varied.queueDepth = [1, 3, 64, 64][Int(random.next(below: 4))]
        varied.depth = 1 + Int(random.next(below: UInt64(depth)))
        varied.hasTinyPools = random.next(below: 4) == 0
        varied.lostPeriod = random.next(below: 4) == 0 ? 3 + random.next(below: 8) : 0
        varied.service =
            [
                .fixed(nanoseconds: 0), .fixed(nanoseconds: 3),
                .uniform(fromNanoseconds: 0, toNanoseconds: 9),
            ][Int(random.next(below: 3))]
        return varied
    }
}

extension CheckCase {
    /// Two devices under a stripe, an IO in two leaves, for looking at every schedule.
    ///
    /// - Parameter service: ticks until a leaf is ready; with 0 it may be reaped before its submitter goes on.
    public static func small(threads: Int, ios: Int, queues: Int, service: UInt64 = 2) -> CheckCase {
        let legs = [Leg(device: 0, startSector: 0), Leg(device: 1, startSector: 0)]
        let plan = StackPlan(devices: [
            leaf(sectors: 64, maxSectors: 64, queues, threads),
            leaf(sectors: 64, maxSectors: 64, queues, threads),
            .mapped([.init(sectorCount: 128, kind: .striped(chunkSectors: 4, legs: legs))]),
        ])
        var small = CheckCase(plan: plan, ios: ios, depth: ios, blockSectors: 8)
        small.service = .fixed(nanoseconds: service)
        return small
    }

    /// Lines over lines over a device, whose lower table is loaded anew: small enough for every schedule.
    public static func reload(threads: Int, ios: Int) -> CheckCase {
        let plan = StackPlan(devices: [
            leaf(sectors: 64, maxSectors: 64, 1, threads),
            .mapped([.init(sectorCount: 64, kind: .linear(Leg(device: 0, startSector: 0)))]),
            .mapped([.init(sectorCount: 64, kind: .linear(Leg(device: 1, startSector: 0)))]),
        ])
        var reload = CheckCase(plan: plan, ios: ios, depth: ios, blockSectors: 8)
        reload.changes = 1
        reload.changedDevice = 1
        return reload
    }

    /// A stripe over a stripe and a device, whose largest IOs divide further; leaves fail and come back with EAGAIN;
    /// queues are shared by two threads each; a table is loaded anew.
    public static func large(threads: Int, ios: Int) -> CheckCase {
        let queues = max(1, threads / 2)
        let low = [Leg(device: 0, startSector: 0), Leg(device: 1, startSector: 0)]
        let top = [Leg(device: 3, startSector: 0), Leg(device: 2, startSector: 0)]
        let plan = StackPlan(devices: [
            leaf(sectors: 64, maxSectors: 3, queues, threads),
            leaf(sectors: 64, maxSectors: 64, queues, threads),
            leaf(sectors: 128, maxSectors: 64, queues, threads),
            .mapped([.init(sectorCount: 128, kind: .striped(chunkSectors: 4, legs: low))]),
            .mapped([.init(sectorCount: 256, kind: .striped(chunkSectors: 4, legs: top))]),
        ])
        var large = CheckCase(plan: plan, ios: ios, depth: ios, blockSectors: 8)
        large.errorsOf256 = 8
        large.againOf256 = 8
        large.changes = 1
        large.isVaried = true
        return large
    }

    private static func leaf(
        sectors: UInt64, maxSectors: UInt32, _ queues: Int, _ threads: Int
    ) -> StackPlan.Device {
        .leaf(
            StackPlan.Leaf(
                sectorCount: sectors, maxSectorsPerIO: maxSectors, queueCount: queues,
                queueOfWorker: (0..<threads).map { $0 % queues }))
    }
}
