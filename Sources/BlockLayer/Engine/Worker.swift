/// One thread's part of the engine: its pools, its roots in flight, its plugs and its counters.
///
/// Everything here belongs to one thread; what other threads may touch is in its ``Mailbox``. The methods are in
/// `Worker+….swift`: submission, mapping, plugs, polling, ending, the loop that runs a job; and together in
/// `Worker+ForDesigns.swift` those that designs call.
struct Worker<Design: PollingDesign, Queue: HardwareQueue>: ~Copyable where Queue.M == Design.M {
    typealias M = Design.M

    /// The worker's number, which is its place among the mailboxes and queue maps.
    let number: Int
    let stack: StackHandle<Design, Queue>
    let settings: EngineSettings
    let mailbox: UnsafePointer<Mailbox<M>>

    /// Whether roots go through a table, so that a design has to track them.
    let isTracked: Bool
    /// The bound of the spin policy; 0 for one look.
    let spinTicks: UInt64

    /// The devices of the stack.
    var devices: KnownDevices<Design>
    /// The queues that this worker submits to.
    let queues: SubmissionQueues
    var plugs: Plugs<M>
    var unpolled: UnpolledLeaves

    var roots: BioPool<M>
    var clones: BioPool<M>
    /// The most clones of one root. A root is started only when this many are free, so that none ever waits half-mapped.
    let clonesPerRoot: Int

    var inFlight = RootsInFlight<Design>()
    /// The number of roots to keep in flight: 0 while the top device is suspended, otherwise `jobDepth`.
    var depth = 0
    var jobDepth = 0

    /// Roots that have ended and that the loop has not reaped yet.
    var ended = BioList<M>()
    /// Looks for completions since a root last ended.
    var idleLooks: UInt32 = 0

    var waiting = WaitingBios<M>()
    /// Whether the stack has a target that bios may have to wait for.
    let hasWaiting: Bool
    /// Whether bios may have to wait before they go to their device: for a path or a time, or as it is suspended.
    var mayWait: Bool

    /// State of the design for this worker.
    var designState: Design.WorkerState

    /// Counted since the worker was made.
    var counters = Counters()
    /// Bios that lingered until this worker ended them.
    var lingeredCount: UInt64 = 0

    let batch: CompletionBatch<M>
    let interrupts: InterruptWaiter
    /// For designs whose leaves are handed back to their owners.
    var handBacks: HandBacks<M>
    var patience: Patience<M>

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
        devices = KnownDevices(stack.handle.maps.pointee)
        isTracked = stack.devices[Int(stack.handle.top)].table != nil
        hasWaiting = stack.plan.hasWaiting
        mayWait = hasWaiting
        mailbox = stack.handle.mailboxes + number
        self.settings = settings
        spinTicks = rate.ticks(nanoseconds: settings.spin.limitNanoseconds)
        patience = Patience(rate)
        designState = stack.handle.design.workerPrepared(limits, roots: rootCount)
        queues = SubmissionQueues(stack.submissionQueues(of: number))
        unpolled = UnpolledLeaves(stack.unpolledQueues(of: number))
        plugs = Plugs(queueCount: stack.handle.contextCount)
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
        interrupts = InterruptWaiter(stack.interruptDescriptors(of: number))
        handBacks = HandBacks(workerCount: Design.leafEnding == .handedBack ? stack.workerCount : 0)
        #if POLLBENCH_PLANTED_SLOWDOWN
            slowdown = PlantedSlowdown(rate)
        #endif
    }

    deinit {
        design.workerRetired(designState)
        queues.deallocate()
        unpolled.deallocate()
        plugs.deallocate()
        roots.deallocate()
        clones.deallocate()
        batch.deallocate()
        interrupts.deallocate()
        handBacks.deallocate()
    }
}

extension Worker {
    @inline(__always)
    var design: Design { stack.design }

    /// The clock of the run, in ticks since it began.
    @inline(__always)
    func now() -> UInt64 { M.ticks() &- stack.epochTicks }

    /// The table of a device, or nil for a leaf.
    @inline(__always)
    func table(of device: UInt16) -> UnsafePointer<LoadedTable<Design>>? { devices[device].pointee.table }

    /// Whether the top device is suspended, so that roots wait.
    @inline(__always)
    var isTopSuspended: Bool { devices[stack.top].pointee.isSuspended }

    /// Roots that are not in their pool: none, when all have ended.
    func missingRoots() -> Int { roots.capacity - roots.freeCount }

    /// Clones that are not in their pool: none, when all roots of all workers have ended.
    mutating func missingClones() -> Int {
        collectReleasedClones()
        return clones.capacity - clones.freeCount
    }

    /// Binds the queues that are this worker's alone to its thread. Returns 0 or an errno value. Control plane.
    func attachQueues() -> Int32 {
        guard settings.sharing == .exclusive else { return 0 }
        for queue in queuesToAttach {
            let errno = stack.contexts[Int(queue)].queue.attach()
            if errno != 0 { return errno }
        }
        return 0
    }

    private var queuesToAttach: [UInt32] {
        (Array(queues.all) + Array(unpolled.queues)).filter { $0 != .max }
    }

    /// Undoes ``attachQueues()``. Control plane, on the same thread.
    func detachQueues() {
        guard settings.sharing == .exclusive else { return }
        for queue in queuesToAttach { stack.contexts[Int(queue)].queue.detach() }
    }
}
