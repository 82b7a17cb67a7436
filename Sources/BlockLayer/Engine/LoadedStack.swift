/// A stack in memory: devices, tables with their designs' state, hardware queues, mailboxes.
///
/// Control plane: made before the workers start, freed after they have ended.
struct LoadedStack<Design: PollingDesign, Queue: HardwareQueue>: ~Copyable where Queue.M == Design.M {
    let handle: StackHandle<Design, Queue>
    let plan: StackPlan
    let workerCount: Int
    private let rate: TickRate
    private let maps: UnsafeMutablePointer<DeviceMaps<Design>>
    private let contexts: UnsafeMutableBufferPointer<HardwareContext<Queue>>
    private let mailboxes: UnsafeMutableBufferPointer<Mailbox<Design.M>>

    /// - Parameters:
    ///   - queues: the hardware queues of all leaf devices, in the order of the plan; behind them, for a design with
    ///     ``CompletionSource/pollsAndInterrupts``, on each leaf device one for each worker, driven by interrupts.
    ///   - epochTicks: the zero of the queues' clocks.
    ///   - rate: of the clock by which failed paths come back.
    ///   - sharing: if exclusive, the plan maps each worker to queues of its own.
    ///   - isChangeable: whether tables may be loaded anew while workers run.
    init(
        _ plan: StackPlan, design: Design, queues: [Queue], workerCount: Int, epochTicks: UInt64,
        sharing: QueueSharing = .shared, rate: TickRate = .ofThisMachine, isChangeable: Bool = false
    ) {
        let owners = sharing == .exclusive ? plan.queueOwners : [:]
        contexts = UnsafeMutableBufferPointer(
            start: .allocateOnLines(capacity: queues.count), count: queues.count)
        for (number, queue) in queues.enumerated() {
            contexts.initializeElement(at: number, to: HardwareContext(queue, owner: owners[number]))
        }
        mailboxes = UnsafeMutableBufferPointer(
            start: .allocateOnLines(capacity: workerCount), count: workerCount)
        for worker in 0..<workerCount { mailboxes.initializeElement(at: worker, to: Mailbox()) }
        let polledCount = plan.leaves.reduce(0) { $0 + $1.queueCount }
        precondition(Design.isPossible, "no such design can be run")
        let unpolledCount = plan.leaves.count * Design.unpolledQueueCount(workers: workerCount)
        precondition(queues.count == polledCount + unpolledCount, "as many queues as the plan's leaves have")
        let devices = Self.load(plan, design, queueCount: polledCount, rate)
        maps = .allocateOnLines(capacity: 1)
        maps.initialize(to: DeviceMaps(devices, workerCount: workerCount))
        self.plan = plan
        self.workerCount = workerCount
        self.rate = rate
        handle = StackHandle(
            design: design, maps: UnsafePointer(maps), isChangeable: isChangeable,
            contexts: UnsafePointer(contexts.baseAddress!), contextCount: queues.count,
            polledCount: polledCount,
            mailboxes: UnsafePointer(mailboxes.baseAddress!),
            lingering: LingeringTallies(workerCount: workerCount), top: UInt16(plan.devices.count - 1),
            epochTicks: epochTicks)
    }

    /// Loads the devices from the bottom up, since a table covers the queues of those below it.
    private static func load(
        _ plan: StackPlan, _ design: Design, queueCount: Int, _ rate: TickRate
    ) -> [LoadedDevice<Design>] {
        var devices: [LoadedDevice<Design>] = []
        var nextQueue: UInt32 = 0
        for device in plan.devices {
            switch device {
            case .leaf(let leaf):
                let queues = nextQueue..<nextQueue + UInt32(leaf.queueCount)
                nextQueue = queues.upperBound
                devices.append(
                    LoadedDevice(table: nil, maxSectorsPerIO: leaf.maxSectorsPerIO, queues: queues))
            case .mapped(let targets):
                let layout = TableLayout(
                    targets, queuesOf: { devices[Int($0)].queuesBelow }, queueCount: queueCount)
                let table = load(layout, design, targets, rate)
                devices.append(LoadedDevice(table: table, maxSectorsPerIO: 0, queues: 0..<0))
            }
        }
        return devices
    }

    /// Loads the table of a mapped device once more, over other devices.
    func loadAnew(
        _ device: Int, over devices: UnsafePointer<LoadedDevice<Design>>
    ) -> UnsafePointer<LoadedTable<Design>>? {
        guard case .mapped(let targets) = plan.devices[device] else { return nil }
        let layout = TableLayout(
            targets, queuesOf: { devices[Int($0)].queuesBelow }, queueCount: handle.polledCount)
        return Self.load(layout, handle.design, targets, rate)
    }

    private static func load(
        _ layout: TableLayout, _ design: Design, _ targets: [StackPlan.Target], _ rate: TickRate
    ) -> UnsafePointer<LoadedTable<Design>> {
        let table = UnsafeMutablePointer<LoadedTable<Design>>.allocateOnLines(capacity: 1)
        table.initialize(
            to: LoadedTable(
                layout: layout, pathSets: pathSets(of: targets, layout, rate),
                times: times(of: targets, rate),
                state: design.tableLoaded(layout)))
        return UnsafePointer(table)
    }

    private static func times(
        of targets: [StackPlan.Target], _ rate: TickRate
    ) -> UnsafePointer<TargetTimes>? {
        guard targets.contains(where: { $0.kind.isTimed }) else { return nil }
        let now = Design.M.ticks()
        return allocateBuffer(targets.map { TargetTimes($0.kind, begin: now, rate: rate) }).baseAddress
    }

    private static func pathSets(
        of targets: [StackPlan.Target], _ layout: TableLayout, _ rate: TickRate
    ) -> UnsafePointer<PathSet<Design.M>>? {
        guard targets.contains(where: { $0.kind.multipath != nil }) else { return nil }
        let sets = UnsafeMutablePointer<PathSet<Design.M>>.allocateOnLines(capacity: targets.count)
        for (line, target) in targets.enumerated() {
            let multipath = target.kind.multipath
            let paths =
                multipath == nil ? UnsafeBufferPointer(rebasing: layout.legs[line][..<0]) : layout.legs[line]
            (sets + line).initialize(
                to: PathSet(
                    paths, queuesIfNoPath: multipath?.queuesIfNoPath ?? false,
                    reinstateTicks: multipath?.reinstateNanoseconds.map { rate.ticks(nanoseconds: $0) }))
        }
        return UnsafePointer(sets)
    }

    deinit {
        for number in plan.devices.indices {
            if let table = devices[number].table { retire(table) }
        }
        maps.deinitialize(count: 1).deallocate()
        contexts.deinitialize().deallocate()
        mailboxes.deinitialize().deallocate()
        handle.lingering.deallocate()
    }

    /// Frees a table that no worker uses.
    func retire(_ table: UnsafePointer<LoadedTable<Design>>) {
        let table = UnsafeMutablePointer(mutating: table)
        handle.design.tableRetired(table.pointee.state)
        UnsafeMutablePointer(mutating: table.pointee.pathSets)?
            .deinitialize(count: table.pointee.layout.targets.count).deallocate()
        table.pointee.times?.deallocate()
        table.pointee.layout.deallocate()
        table.deallocate()
    }

    /// The devices as they are now: for the thread that changes them, and while none does.
    var devices: UnsafePointer<LoadedDevice<Design>> { maps.pointee.devices(of: maps.pointee.current()) }

    /// Bytes that the design keeps for all tables together.
    var tableStateBytes: TableStateBytes {
        plan.devices.indices.reduce(TableStateBytes()) { sum, number in
            guard let table = devices[number].table else { return sum }
            return sum + handle.design.stateBytes(of: table.pointee.layout)
        }
    }

    /// Whether the design's state of every table says that nothing is in flight: so it must be, once the workers have
    /// ended.
    var isAtRest: Bool {
        plan.devices.indices.allSatisfy { number in
            devices[number].table.map { handle.design.isAtRest($0.pointee.state) } ?? true
        }
    }

    /// Whether any lock of a queue is held: never, once the workers have ended.
    var anyLockHeld: Bool {
        (0..<contexts.count).contains { number in
            contexts[number].submissionLock.value.isHeld() || contexts[number].completionLock.value.isHeld()
        }
    }
}
