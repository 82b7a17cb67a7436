import CPlatform
import RandomNumbers

/// Runs the CPUs of a described machine on the calling thread, in the order of virtual time: the CPU whose clock is
/// behind all others goes on.
///
/// A CPU may run ahead of the others by the shortest transfer of the machine while it uses lines that it has: nothing
/// that another one does can reach it sooner (look-ahead of conservative simulation, Chandy and Misra 1979). So the
/// outcome depends on the description, the program and the seed, and on nothing else.
struct ModelledScheduler {
    struct State {
        let topology: Topology
        let costs: ModelledCosts
        var lines: CacheLines
        var requests = LineRequests()
        var events = VirtualEvents()
        let fibres: UnsafeMutablePointer<VirtualCPU>
        let stacks: [FibreStack]
        /// Where each fibre goes on, and behind them the caller of ``ModelledScheduler/run()``.
        let contexts: UnsafeMutablePointer<UnsafeMutableRawPointer?>
        let fibreCount: Int
        /// The fibre that runs; `fibreCount` while the caller does.
        var current: Int
        var finishedCount = 0
        /// How many fibres each core computes for.
        let coreLoads: UnsafeMutablePointer<UInt8>
        /// Fibres that wait for each other.
        var gathered: [Int32] = []
        var random: RandomGenerator
        /// Asked now and then: whether the run is to end early, and what to do then.
        var interruption: () -> Void = {}
        var eventCount: UInt64 = 0
    }

    let state: UnsafeMutablePointer<State>

    /// When all begin: not at 0, which stands for an unknown time.
    static var firstTicks: UInt64 { 64 }

    /// - Parameters:
    ///   - cpus: where each fibre runs.
    ///   - seed: of what is left to chance, which is in which turn of a pause a waiting CPU sees a change.
    init(_ model: MachineModel, _ work: WorkPrices, cpus: [Int], seed: UInt64) {
        let topology = Topology(model)
        let fibres = UnsafeMutablePointer<VirtualCPU>.allocate(capacity: cpus.count)
        for (number, cpu) in cpus.enumerated() {
            let stores = StoreBuffer(capacity: model.storeBufferEntries)
            (fibres + number).initialize(to: VirtualCPU(cpu: cpu, clock: Self.firstTicks, stores: stores))
        }
        let contexts = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: cpus.count + 1)
        contexts.initialize(repeating: nil, count: cpus.count + 1)
        let loads = UnsafeMutablePointer<UInt8>.allocate(capacity: topology.coreCount)
        loads.initialize(repeating: 0, count: topology.coreCount)
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(
                topology: topology, costs: ModelledCosts(model, work),
                lines: CacheLines(cpuCount: topology.cpuCount), fibres: fibres,
                stacks: cpus.map { _ in FibreStack() }, contexts: contexts, fibreCount: cpus.count,
                current: cpus.count, coreLoads: loads, random: RandomGenerator(seed: seed)))
    }

    func deallocate() {
        state.pointee.topology.deallocate()
        state.pointee.lines.deallocate()
        state.pointee.requests.deallocate()
        state.pointee.events.deallocate()
        for number in 0..<state.pointee.fibreCount { state.pointee.fibres[number].stores.deallocate() }
        for stack in state.pointee.stacks { stack.deallocate() }
        state.pointee.fibres.deinitialize(count: state.pointee.fibreCount).deallocate()
        state.pointee.contexts.deallocate()
        state.pointee.coreLoads.deallocate()
        state.deinitialize(count: 1).deallocate()
    }

    private init(state: UnsafeMutablePointer<State>) {
        self.state = state
    }

    /// The fibre that runs.
    @inline(__always)
    var fibre: UnsafeMutablePointer<VirtualCPU> { state.pointee.fibres + state.pointee.current }

    /// The clock of the fibre that has come furthest.
    var lastClock: UInt64 {
        (0..<state.pointee.fibreCount).reduce(0) { max($0, state.pointee.fibres[$1].clock) }
    }

    /// What each fibre's lines cost it.
    var traffic: [LineTraffic] { (0..<state.pointee.fibreCount).map { state.pointee.fibres[$0].traffic } }
}

// Running.
extension ModelledScheduler {
    func setBody(of fibre: Int, _ body: @escaping () -> Void) {
        state.pointee.fibres[fibre].body = body
    }

    /// Runs all fibres to their end. Returns whether they came there: else each waits for another one.
    func run() -> Bool {
        for number in 0..<state.pointee.fibreCount {
            state.pointee.contexts[number] = platform_prepare_fibre(
                state.pointee.stacks[number].end, Self.fibreMain, state)
            state.pointee.events.add(.resume, Int32(number), at: state.pointee.fibres[number].clock)
            setActive(true, number)
        }
        ModelledSimulation(self).run { goOn() }
        return state.pointee.finishedCount == state.pointee.fibreCount
    }

    private static let fibreMain: @convention(c) (UnsafeMutableRawPointer?) -> Void = { state in
        let scheduler = ModelledScheduler(state: state!.assumingMemoryBound(to: State.self))
        scheduler.fibre.pointee.body()
        scheduler.settle()
        scheduler.state.pointee.finishedCount += 1
        scheduler.setActive(false, scheduler.state.pointee.current)
        scheduler.goOn()
        fatalError("a fibre that has ended goes on")
    }

    /// Lets events happen until one has a fibre go on, and goes on with that; with the caller of ``run()`` when there
    /// are none. Returns when the calling fibre goes on.
    func goOn() {
        while let event = state.pointee.events.popFirst() {
            state.pointee.eventCount &+= 1
            if state.pointee.eventCount & 0xffff == 0 { state.pointee.interruption() }
            switch event.kind {
            case .resume: return switchTo(Int(event.subject), at: event.ticks)
            case .arrival:
                if let fibre = lineArrives(event.subject, at: event.ticks) {
                    return switchTo(fibre, at: event.ticks)
                }
            }
        }
        switchContext(to: state.pointee.fibreCount)
    }

    private func switchTo(_ next: Int, at ticks: UInt64) {
        state.pointee.fibres[next].clock = ticks
        switchContext(to: next)
    }

    private func switchContext(to next: Int) {
        let current = state.pointee.current
        if next == current { return }
        state.pointee.current = next
        platform_switch_fibre(state.pointee.contexts + current, state.pointee.contexts[next])
    }

    /// Lets all go on that are behind the calling fibre.
    @inline(__always)
    func synchronise() {
        let clock = fibre.pointee.clock
        if state.pointee.events.nextTicks < clock { sleep(until: clock) }
    }

    /// Has the calling fibre go on at a later time.
    @inline(never)
    func sleep(until ticks: UInt64) {
        settle()
        state.pointee.events.add(.resume, Int32(state.pointee.current), at: ticks)
        goOn()
    }

    /// Whether a fibre may use what it has without a look at the others.
    @inline(__always)
    func isWithinLookahead(_ fibre: UnsafeMutablePointer<VirtualCPU>) -> Bool {
        let next = state.pointee.events.nextTicks
        let clock = fibre.pointee.clock
        return clock <= next || clock &- next <= state.pointee.topology.leastTransfer
    }

    /// Waits until `count` fibres wait here; they go on together.
    func gather(_ count: Int) {
        settle()
        let current = state.pointee.current
        if state.pointee.gathered.count + 1 < count {
            state.pointee.gathered.append(Int32(current))
            setActive(false, current)
            goOn()
            setActive(true, current)
            return
        }
        synchronise()
        for other in state.pointee.gathered {
            state.pointee.events.add(.resume, other, at: fibre.pointee.clock)
        }
        state.pointee.gathered.removeAll(keepingCapacity: true)
    }
}

// Work between accesses.
extension ModelledScheduler {
    func spend(_ work: Work) {
        let isShared = state.pointee.coreLoads[state.pointee.topology.core(of: fibre.pointee.cpu)] > 1
        let costs = isShared ? state.pointee.costs.slowWork : state.pointee.costs.work
        spend(ticks: costs[work.rawValue])
    }

    func spend(ticks: UInt64) {
        settle()
        fibre.pointee.clock &+= ticks
        fibre.pointee.sinceSpin.insert(.other)
    }

    func readClock() -> UInt64 {
        settle()
        fibre.pointee.clock &+= state.pointee.costs.clock
        fibre.pointee.sinceSpin.insert(.other)
        return fibre.pointee.clock
    }

    func setActive(_ isActive: Bool, _ fibre: Int) {
        let fibre = state.pointee.fibres + fibre
        if fibre.pointee.isActive == isActive { return }
        fibre.pointee.isActive = isActive
        let core = state.pointee.topology.core(of: fibre.pointee.cpu)
        state.pointee.coreLoads[core] =
            isActive ? state.pointee.coreLoads[core] &+ 1 : state.pointee.coreLoads[core] &- 1
    }
}
