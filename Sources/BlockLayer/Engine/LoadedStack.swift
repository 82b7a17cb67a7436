/// A stack in memory: devices, tables with their designs' state, hardware queues, mailboxes.
///
/// Control plane: made before the workers start, freed after they have ended.
struct LoadedStack<Design: PollingDesign, Queue: HardwareQueue>: ~Copyable where Queue.M == Design.M {
    let handle: StackHandle<Design, Queue>
    let plan: StackPlan
    let workerCount: Int
    private let devices: UnsafeMutableBufferPointer<BlockDevice<Design>>
    private let contexts: UnsafeMutableBufferPointer<HardwareContext<Queue>>
    private let mailboxes: UnsafeMutableBufferPointer<Mailbox<Design.M>>

    /// - Parameters:
    ///   - queues: the hardware queues of all leaf devices, in the order of the plan; behind them, for a design with
    ///     ``PollingDesign/leavesUnpolled``, on each leaf device one for each worker, driven by interrupts.
    ///   - epochTicks: the zero of the queues' clocks.
    ///   - rate: of the clock by which failed paths come back.
    ///   - sharing: if exclusive, the plan maps each worker to queues of its own.
    init(
        _ plan: StackPlan, design: Design, queues: [Queue], workerCount: Int, epochTicks: UInt64,
        sharing: QueueSharing = .shared, rate: TickRate = .ofThisMachine
    ) {
        let owners = sharing == .exclusive ? plan.queueOwners : [:]
        contexts = .allocate(capacity: queues.count)
        for (number, queue) in queues.enumerated() {
            contexts.initializeElement(at: number, to: HardwareContext(queue, owner: owners[number]))
        }
        mailboxes = .allocate(capacity: workerCount)
        for worker in 0..<workerCount { mailboxes.initializeElement(at: worker, to: Mailbox()) }
        let polledCount = plan.leaves.reduce(0) { $0 + $1.queueCount }
        let unpolledCount = Design.leavesUnpolled ? plan.leaves.count * workerCount : 0
        precondition(queues.count == polledCount + unpolledCount, "as many queues as the plan's leaves have")
        devices = Self.load(plan, design, queueCount: polledCount, rate)
        self.plan = plan
        self.workerCount = workerCount
        handle = StackHandle(
            design: design, devices: UnsafePointer(devices.baseAddress!),
            contexts: UnsafePointer(contexts.baseAddress!), contextCount: queues.count,
            polledCount: polledCount,
            mailboxes: UnsafePointer(mailboxes.baseAddress!), top: UInt16(plan.devices.count - 1),
            epochTicks: epochTicks)
    }

    /// Loads the devices from the bottom up, since a table covers the queues of those below it.
    private static func load(
        _ plan: StackPlan, _ design: Design, queueCount: Int, _ rate: TickRate
    ) -> UnsafeMutableBufferPointer<BlockDevice<Design>> {
        let devices = UnsafeMutableBufferPointer<BlockDevice<Design>>.allocate(capacity: plan.devices.count)
        var queuesUnder: [[UInt32]] = []
        var nextQueue: UInt32 = 0
        for (number, device) in plan.devices.enumerated() {
            let loaded: BlockDevice<Design>
            switch device {
            case .leaf(let leaf):
                let queues = nextQueue..<nextQueue + UInt32(leaf.queueCount)
                nextQueue = queues.upperBound
                queuesUnder.append(Array(queues))
                loaded = BlockDevice(table: nil, maxSectorsPerIO: leaf.maxSectorsPerIO, queues: queues)
            case .mapped(let targets):
                let layout = TableLayout(targets, queuesOf: { queuesUnder[Int($0)] }, queueCount: queueCount)
                queuesUnder.append(Array(layout.queues))
                let table = load(layout, design, pathSets(of: targets, rate))
                loaded = BlockDevice(table: table, maxSectorsPerIO: 0, queues: 0..<0)
            }
            devices.initializeElement(at: number, to: loaded)
        }
        return devices
    }

    private static func load(
        _ layout: TableLayout, _ design: Design, _ pathSets: UnsafePointer<PathSet<Design.M>>?
    ) -> UnsafePointer<LoadedTable<Design>> {
        let table = UnsafeMutablePointer<LoadedTable<Design>>.allocate(capacity: 1)
        table.initialize(
            to: LoadedTable(layout: layout, pathSets: pathSets, state: design.tableLoaded(layout)))
        return UnsafePointer(table)
    }

    private static func pathSets(
        of targets: [StackPlan.Target], _ rate: TickRate
    ) -> UnsafePointer<PathSet<Design.M>>? {
        guard targets.contains(where: { $0.kind.multipath != nil }) else { return nil }
        let sets = UnsafeMutablePointer<PathSet<Design.M>>.allocate(capacity: targets.count)
        for (place, target) in targets.enumerated() {
            let multipath = target.kind.multipath
            let ticks = multipath?.reinstateNanoseconds.map { rate.ticks(nanoseconds: $0) }
            (sets + place).initialize(
                to: PathSet(count: multipath?.paths.count ?? 1, reinstateTicks: ticks))
        }
        return UnsafePointer(sets)
    }

    deinit {
        for device in devices {
            guard let table = device.table.map(UnsafeMutablePointer.init(mutating:)) else { continue }
            handle.design.tableRetired(table.pointee.state)
            UnsafeMutablePointer(mutating: table.pointee.pathSets)?
                .deinitialize(count: table.pointee.layout.targets.count).deallocate()
            table.pointee.layout.deallocate()
            table.deallocate()
        }
        devices.deallocate()
        contexts.deinitialize().deallocate()
        mailboxes.deinitialize().deallocate()
    }

    /// Bytes that the design keeps for all tables together.
    var tableStateBytes: Int {
        devices.reduce(0) { sum, device in
            sum + (device.table.map { Design.stateBytes(of: $0.pointee.layout) } ?? 0)
        }
    }

    /// Whether the design's state of every table says that nothing is in flight: so it must be, once the workers have
    /// ended.
    var isAtRest: Bool {
        devices.allSatisfy { $0.table.map { handle.design.isAtRest($0.pointee.state) } ?? true }
    }

    /// Whether any lock of a queue is held: never, once the workers have ended.
    var anyLockHeld: Bool {
        (0..<contexts.count).contains { number in
            contexts[number].submissionLock.value.isHeld() || contexts[number].completionLock.value.isHeld()
        }
    }
}
