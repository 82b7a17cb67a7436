import RandomNumbers

/// A small workload over a small stack of model devices, whose schedules are explored.
public struct CheckCase: Sendable {
    /// The stack under check, with its times in ticks; see ``StackPlan/inTicks()``.
    public private(set) var plan: StackPlan
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
    /// Whether each leaf comes back with EAGAIN the first time.
    var isAgainAtFirst = false
    /// One of this many leaves of a queue has its completion lost, and delivered too late; 0 for none.
    public var lostPeriod: UInt64 = 0
    /// The roots of each worker for which there are clones, if not for all.
    var rootsInPool: Int?
    /// The number of changes during the schedule, made by a thread of its own: tables that are reloaded, and
    /// controllers that are reset and have another number of queues afterwards.
    public var changes = 0
    /// The device that is changed; nil for one by the seed, at a time by the seed.
    public var changedDevice: Int?
    /// Whether each schedule has engine settings, service times and depths of its own, by its seed.
    public var isVaried = false

    /// - Parameters:
    ///   - threads: for plans without a leaf, which map none to queues.
    ///   - blockSectors: at most; where the top device is shorter, an IO covers it.
    public init(plan: StackPlan, threads: Int = 1, ios: Int, depth: Int, blockSectors: UInt32) {
        threadCount = plan.leaves.map(\.queueOfWorker.count).min() ?? threads
        self.plan = plan.inTicks()
        self.ios = ios
        self.depth = depth
        self.blockSectors = UInt32(clamping: min(UInt64(blockSectors), plan.topSectorCount))
    }

    /// Workers, as many as the plan maps to queues.
    public let threadCount: Int

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
        if plan.hasQueuesOfItsOwn && random.next(below: 2) == 0 { varied.engine.sharing = .exclusive }
        varied.engine.locking = random.next(below: 3) == 0 ? .trylock : .blocking
        varied.engine.ending = random.next(below: 2) == 0 ? .inLock : .afterLock
        if varied.engine.sharing == .exclusive && random.next(below: 2) == 0 { varied.engine.locking = .none }
        let countings = varied.engine.sharing == .exclusive ? CompletionCounting.allCases : countings
        varied.engine.counting = countings[Int(random.next(below: UInt64(countings.count)))]
        varied.engine.batchSubmit = [1, 1, 2, 3][Int(random.next(below: 4))]
        varied.engine.reapLimit = [1, 2, 256, 256][Int(random.next(below: 4))]
        varied.queueDepth = [1, 3, 64, 64][Int(random.next(below: 4))]
        varied.depth = 1 + Int(random.next(below: UInt64(depth)))
        varied.rootsInPool = [1, 2, nil, nil, nil][Int(random.next(below: 5))]
        varied.isAgainAtFirst = random.next(below: 16) == 0
        varied.blockSectors = length(&random)
        if random.next(below: 4) == 0 { varied.changes = 0 }
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
    /// The length of the IOs of a schedule: mostly the case's, else shorter, so that they fall into fewer pieces.
    private func length(_ random: inout RandomGenerator) -> UInt32 {
        let shorter = 1 + UInt32(random.next(below: UInt64(blockSectors)))
        return random.next(below: 3) == 0 ? shorter : blockSectors
    }
}

extension CheckCase {
    /// Two devices under a stripe, an IO in two leaves, for looking at every schedule.
    ///
    /// - Parameter service: ticks until a leaf is ready; with 0 it may be reaped before its submitter goes on.
    public static func small(threads: Int, ios: Int, queues: Int, service: UInt64 = 2) -> CheckCase {
        let legs = [Leg(device: 0, startSector: 0), Leg(device: 1, startSector: 0)]
        let plan = StackPlan(devices: [
            CheckStacks.leaf(64, most: 64, queues: queues, threads),
            CheckStacks.leaf(64, most: 64, queues: queues, threads),
            .mapped([.init(sectorCount: 128, kind: .striped(chunkSectors: 4, legs: legs))]),
        ])
        var small = CheckCase(plan: plan, ios: ios, depth: ios, blockSectors: 8)
        small.service = .fixed(nanoseconds: service)
        return small
    }

    /// Linear over linear over a device, whose lower table is reloaded: small enough for every schedule.
    public static func reload(threads: Int, ios: Int) -> CheckCase {
        let plan = StackPlan(devices: [
            CheckStacks.leaf(64, most: 64, queues: 1, threads),
            .mapped([.init(sectorCount: 64, kind: .linear(Leg(device: 0, startSector: 0)))]),
            .mapped([.init(sectorCount: 64, kind: .linear(Leg(device: 1, startSector: 0)))]),
        ])
        var reload = CheckCase(plan: plan, ios: ios, depth: ios, blockSectors: 8)
        reload.changes = 1
        reload.changedDevice = 1
        return reload
    }

    /// A stripe over a stripe and a device, whose largest IOs divide further; leaves fail and come back with EAGAIN;
    /// queues are shared by two threads each; a table is reloaded.
    ///
    /// - Parameter plan: another stack; nil for this one.
    public static func large(threads: Int, ios: Int, over plan: StackPlan? = nil) -> CheckCase {
        let queues = max(1, threads / 2)
        let low = [Leg(device: 0, startSector: 0), Leg(device: 1, startSector: 0)]
        let top = [Leg(device: 3, startSector: 0), Leg(device: 2, startSector: 0)]
        let usual = StackPlan(devices: [
            CheckStacks.leaf(64, most: 3, queues: queues, threads),
            CheckStacks.leaf(64, most: 64, queues: queues, threads),
            CheckStacks.leaf(128, most: 64, queues: queues, threads),
            .mapped([.init(sectorCount: 128, kind: .striped(chunkSectors: 4, legs: low))]),
            .mapped([.init(sectorCount: 256, kind: .striped(chunkSectors: 4, legs: top))]),
        ])
        var large = CheckCase(plan: plan ?? usual, threads: threads, ios: ios, depth: ios, blockSectors: 8)
        large.errorsOf256 = 8
        large.againOf256 = 8
        large.changes = 1
        large.isVaried = true
        return large
    }

    /// The stacks of ``CheckStacks`` one by one: two threads, an IO of each, for looking at every schedule.
    public static func stacks(threads: Int) -> [(name: String, original: CheckCase)] {
        CheckStacks.all(threads: threads).map { stack in
            var small = CheckCase(plan: stack.plan, ios: 1, depth: 1, blockSectors: 8)
            small.errorsOf256 = stack.errorsOf256
            return (stack.name, small)
        }
    }

    /// The same stacks for random schedules: depths, settings and sizes by the seed, mostly with a change of the stack.
    public static func variedStacks(threads: Int, ios: Int) -> [CheckCase] {
        CheckStacks.all(threads: threads).map { stack in
            var varied = CheckCase(plan: stack.plan, ios: ios, depth: ios, blockSectors: 16)
            varied.errorsOf256 = stack.errorsOf256
            varied.againOf256 = 8
            varied.changes = 1
            varied.isVaried = true
            return varied
        }
    }
}
