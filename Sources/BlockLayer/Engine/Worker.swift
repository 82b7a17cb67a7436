/// One thread's part of the engine: its pools, its roots in flight, its plugs and its counters.
///
/// Everything here belongs to one thread; what others may touch is in its ``Mailbox``. The methods are in
/// `Worker+….swift`: submission, polling, ending, and the loop that runs a job.
struct Worker<Design: PollingDesign, Queue: HardwareQueue>: ~Copyable where Queue.M == Design.M {
    typealias M = Design.M

    /// The worker's number, which is its place among the mailboxes and queue maps.
    let number: Int
    let stack: StackHandle<Design, Queue>

    /// The devices by number, as this worker knows them: those of the map that it has taken over; see
    /// ``DeviceMaps``. Whether it has said so, and whether any of them is suspended.
    var devices: UnsafePointer<BlockDevice<Design>>
    var mapNumber: UInt64
    var hasAcknowledged = true
    var hasSuspended = false

    let settings: EngineSettings
    /// Whether roots go through a table, so that a design has to track them.
    let isTracked: Bool
    /// The bound of the spin policy; 0 for one look.
    let spinTicks: UInt64

    @inline(__always)
    var design: Design { stack.design }

    let mailbox: UnsafePointer<Mailbox<M>>

    /// Where the worker looks, while it waits for what is in flight, whether the run was stopped; nil if none can be.
    var stopFlag: UnsafePointer<StopFlag<M>>?
    /// When it leaves that behind after a stop; `.max` before one.
    var giveUpTicks = UInt64.max
    let patienceTicks: UInt64
    /// Whether IOs were left behind.
    var hasLeftIOs = false

    /// What the design keeps for this worker.
    var designState: Design.WorkerState

    /// Counted since the worker was made.
    var counters = Counters()

    /// The hardware queue for this worker's submissions, by device number; and as long as no device has fewer queues
    /// than at first.
    let queueOfDevice: UnsafeMutablePointer<UInt32>
    let homeQueueOfDevice: UnsafeMutablePointer<UInt32>

    /// By hardware queue, and the numbers of those that may have leaves.
    let plugs: UnsafeMutablePointer<Plug<M>>
    let openPlugs: UnsafeMutablePointer<UInt32>
    var openPlugCount = 0

    var roots: BioPool<M>
    var clones: BioPool<M>

    /// A root is started only when this many clones are free, so that no root ever waits half-mapped.
    let clonesPerRoot: Int

    /// Roots in flight in the order of submission.
    var firstInFlight: RootPointer<Design>?
    var lastInFlight: RootPointer<Design>?
    var inFlightCount = 0

    /// Roots that the job keeps in flight; none while the top device is suspended, and then what the job wants.
    var depth = 0
    var jobDepth = 0

    /// Roots that have ended and that the owner has not looked at yet.
    var ended = BioList<M>()

    /// Looks for completions since a root last ended.
    var idleLooks: UInt32 = 0

    /// Bios that lingered until this worker ended them.
    var lingeredCount: UInt64 = 0

    /// Clones of multipath targets that go down another path, or down the first that works again.
    var waitingForPath = BioList<M>()
    /// Clones of delay targets whose time has not come.
    var delayed = BioList<M>()
    /// Whether the stack has a target that bios may have to wait for.
    let hasWaiting: Bool

    /// Bios whose device is suspended, and roots that did not begin for that.
    var deferred = BioList<M>()
    var deferredRoots = BioList<M>()
    var deferredRootCount = 0

    /// Whether bios may have to wait before they go to their device: for a path or a time, or as it is suspended.
    var mayWait: Bool

    let batch: CompletionBatch<M>
    let interrupts: InterruptWaiter

    /// For leaves that are left unpolled, by device number; empty where the design leaves none.
    let unpolledQueueOfDevice: UnsafeMutablePointer<UInt32>
    /// Whether the leaf that is submitted next is one of them.
    var isNextUnpolled = false
    /// Those in plugs or on the queues: this worker's, and others' that came back here with EAGAIN.
    var unpolledInFlight = 0

    /// For designs whose leaves are handed back to their owners.
    var handBacks: HandBacks<M>

    #if POLLBENCH_PLANTED_SLOWDOWN
        var slowdown: PlantedSlowdown
    #endif

    /// Prepares a worker. Control plane, on the worker's own thread, so that its memory is local to it.
    ///
    /// - Parameters:
    ///   - buffers: a block for each root, which stay the caller's.
    ///   - cloneCount: how many clones to prepare; at least what one root may need.
    init(
        number: Int, of stack: borrowing LoadedStack<Design, Queue>, settings: EngineSettings, rate: TickRate,
        limits: StackLimits,
        rootCount: Int, cloneCount: Int, buffers: BufferRegion
    ) {
        precondition(cloneCount >= limits.clonesPerRoot, "a pool must hold the clones of one root")
        self.number = number
        self.stack = stack.handle
        mapNumber = stack.handle.maps.pointee.current()
        devices = stack.devices
        isTracked = stack.devices[Int(stack.handle.top)].table != nil
        hasWaiting = stack.plan.hasWaiting
        mayWait = hasWaiting
        mailbox = stack.handle.mailboxes + number
        self.settings = settings
        spinTicks = rate.ticks(nanoseconds: settings.spin.limitNanoseconds)
        patienceTicks = rate.ticks(nanoseconds: Self.patienceNanoseconds)
        designState = stack.handle.design.workerPrepared(limits, roots: rootCount)
        queueOfDevice = Self.queues(of: number, in: stack)
        homeQueueOfDevice = Self.queues(of: number, in: stack)
        unpolledQueueOfDevice = Self.unpolledQueues(of: number, in: stack)
        plugs = .allocate(capacity: stack.handle.contextCount)
        plugs.initialize(repeating: Plug(), count: stack.handle.contextCount)
        openPlugs = .allocate(capacity: stack.handle.contextCount)
        clonesPerRoot = limits.clonesPerRoot
        roots = BioPool(capacity: rootCount, sizeBytes: MemoryLayout<Root<Design>>.size) { memory, place in
            memory.initializeMemory(
                as: Root<Design>.self,
                to: Root(
                    owner: number, buffer: buffers.block(place), bufferIndex: buffers.index(of: place)))
        }
        clones = BioPool(capacity: cloneCount, sizeBytes: MemoryLayout<Clone<Design>>.size) { memory, _ in
            memory.initializeMemory(
                as: Clone<Design>.self, to: Clone(owner: number, buffer: buffers.block(0)))
        }
        batch = CompletionBatch(capacity: settings.reapLimit)
        interrupts = InterruptWaiter(Self.interruptDescriptors(number, in: stack))
        handBacks = HandBacks(workerCount: Design.leafEnding == .handedBack ? stack.workerCount : 0)
        #if POLLBENCH_PLANTED_SLOWDOWN
            slowdown = PlantedSlowdown(rate)
        #endif
    }

    deinit {
        design.workerRetired(designState)
        queueOfDevice.deallocate()
        homeQueueOfDevice.deallocate()
        unpolledQueueOfDevice.deallocate()
        plugs.deallocate()
        openPlugs.deallocate()
        roots.deallocate()
        clones.deallocate()
        batch.deallocate()
        interrupts.deallocate()
        handBacks.deallocate()
    }

    private static func queues(
        of worker: Int, in stack: borrowing LoadedStack<Design, Queue>
    ) -> UnsafeMutablePointer<UInt32> {
        let queues = UnsafeMutablePointer<UInt32>.allocate(capacity: stack.plan.devices.count)
        for (number, device) in stack.plan.devices.enumerated() {
            queues[number] = .max
            guard case .leaf(let leaf) = device else { continue }
            queues[number] =
                stack.devices[number].queues.lowerBound + UInt32(leaf.queueOfWorker[worker])
        }
        return queues
    }

    private static func unpolledQueues(
        of worker: Int, in stack: borrowing LoadedStack<Design, Queue>
    ) -> UnsafeMutablePointer<UInt32> {
        let count = Design.leavesUnpolled ? stack.plan.devices.count : 0
        let queues = UnsafeMutablePointer<UInt32>.allocate(capacity: count)
        let workerCount = stack.workerCount
        var next = stack.handle.polledCount + worker
        for number in 0..<count {
            queues[number] = .max
            guard case .leaf = stack.plan.devices[number] else { continue }
            queues[number] = UInt32(next)
            next += workerCount
        }
        return queues
    }

    private static func interruptDescriptors(
        _ worker: Int, in stack: borrowing LoadedStack<Design, Queue>
    ) -> [Int32] {
        var descriptors: [Int32] = []
        for (number, device) in stack.plan.devices.enumerated() {
            guard case .leaf(let leaf) = device else { continue }
            let context = Int(stack.devices[number].queues.lowerBound) + leaf.queueOfWorker[worker]
            if let descriptor = stack.handle.contexts[context].queue.interruptDescriptor {
                descriptors.append(descriptor)
            }
        }
        return descriptors
    }

    /// Makes the queues that are this worker's alone its thread's. Returns 0 or an errno value. Control plane.
    func attachQueues() -> Int32 {
        guard settings.sharing == .exclusive else { return 0 }
        for queue in queuesToAttach {
            let errno = stack.contexts[Int(queue)].queue.attach()
            if errno != 0 { return errno }
        }
        return 0
    }

    private var queuesToAttach: [UInt32] {
        let unpolled = UnsafeBufferPointer(
            start: unpolledQueueOfDevice, count: Design.leavesUnpolled ? ownQueues.count : 0)
        return (Array(ownQueues) + Array(unpolled)).filter { $0 != .max }
    }

    /// Undoes ``attachQueues()``. Control plane, on the same thread.
    func detachQueues() {
        guard settings.sharing == .exclusive else { return }
        for queue in queuesToAttach { stack.contexts[Int(queue)].queue.detach() }
    }

    /// The clock of the run, in ticks since it began.
    @inline(__always)
    func now() -> UInt64 { M.ticks() &- stack.epochTicks }

    /// The table of a device, or nil for a leaf.
    @inline(__always)
    func table(of device: UInt16) -> UnsafePointer<LoadedTable<Design>>? {
        devices[Int(device)].table
    }

    /// The table that all roots are handed to. Not that of a root's device, which is another one once it was
    /// remapped in place.
    @inline(__always)
    var topTable: UnsafePointer<LoadedTable<Design>> { table(of: stack.top).unsafelyUnwrapped }

    /// Counts a queue that the design left to another poller.
    @inline(__always)
    mutating func noteBusySkip() {
        counters.busySkips &+= 1
    }

    /// The hardware queue that a bio of this worker goes to next; nil if a table or its device's limit divides it.
    @inline(__always)
    func leafQueue(of bio: BioPointer<M>) -> UInt32? {
        let queue = queueOfDevice[Int(bio.pointee.device)]
        if queue == .max { return nil }
        let limit = devices[Int(bio.pointee.device)].maxSectorsPerIO
        return bio.pointee.sectorCount <= limit ? queue : nil
    }

    /// Takes a lock of the design's and counts it.
    @inline(__always)
    mutating func take(_ lock: borrowing SpinLock<M>) {
        counters.locks &+= 1
        if lock.lock() { counters.lockWaits &+= 1 }
    }

    /// The root that a bio is part of, found upwards. The bio has not ended, so its parents have not either.
    @inline(__always)
    func root(of bio: BioPointer<M>) -> RootPointer<Design> {
        var bio = bio
        while let parent = bio.pointee.parent { bio = parent }
        return Root.containing(bio)
    }
}
