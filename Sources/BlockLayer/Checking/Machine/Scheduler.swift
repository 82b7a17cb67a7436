import CPlatform

/// Runs fibres on the calling thread, one access to a shared word at a time, in an order that a policy chooses.
///
/// Besides the fibres there are the devices, whose only step is to let time pass until the next leaf is ready. Nothing
/// else moves the clock, so a schedule is a list of decisions and runs the same way whenever it is run.
struct Scheduler {
    /// The most threads of a case; the devices come on top.
    static var mostFibres: Int { 8 }

    /// Turns of all fibres without progress, with time passing between them, after which the threads are stuck.
    private static var idleTurnsAtMost: Int { 140 }

    /// Turns of any fibre without progress after which the obvious decisions are taken, until there is progress: the
    /// policy's may let two threads wake each other up for ever, and starve a third one.
    private static var unfairTurnsAtMost: Int { 32 }

    struct State {
        let fibres: UnsafeMutablePointer<Fibre>
        /// Where each fibre goes on, and behind them the caller of ``Scheduler/run()``.
        let contexts: UnsafeMutablePointer<UnsafeMutableRawPointer?>
        var fibreCount = 0
        /// The fibre that runs; nil while the caller does.
        var current: Int?
        /// The fibres that have something to do, a bit for each.
        var runnable: UInt32 = 0
        var finishedCount = 0
        let clock: UnsafeMutablePointer<UInt64>
        /// When the devices have the next leaf ready that is not ready yet; `UInt64.max` if never.
        var nextReady = UInt64.max
        var idleTurns = 0
        var unfairTurns = 0
        /// Decisions made and accesses done in this schedule.
        var decisions: UInt32 = 0
        var steps: UInt64 = 0
        var words = WordTable()
        /// Nil where memory is sequentially consistent.
        var memory: WeakMemory?
        /// Whether there is one, for the path of each access.
        var isWeak = false
        var watch = BioWatch()
        var polls = PollWatch()
        var rules = WordRules()
        /// What a design promises of a thread's state and does not hold; asked before each write of the thread to a
        /// shared word: what is wrong only between two of them is seen by no other thread.
        var brokenPromise: ((_ fibre: Int) -> String?)?
        var policy = Policy(RecordedPolicy(Schedule()))
        /// The decisions that were not the obvious ones.
        var departures: [Schedule.Departure] = []
        var coverage = Coverage()
        var trace: Trace?
        var fault: Fault?
    }

    let state: UnsafeMutablePointer<State>

    init(_ model: MemoryModel = .sc) {
        let fibres = UnsafeMutablePointer<Fibre>.allocate(capacity: Self.mostFibres)
        for number in 0..<Self.mostFibres { (fibres + number).initialize(to: Fibre()) }
        let contexts = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(
            capacity: Self.mostFibres + 1)
        contexts.initialize(repeating: nil, count: Self.mostFibres + 1)
        let clock = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
        clock.initialize(to: 0)
        state = .allocate(capacity: 1)
        state.initialize(to: State(fibres: fibres, contexts: contexts, clock: clock))
        if model != .sc { state.pointee.memory = WeakMemory(model) }
        state.pointee.isWeak = model != .sc
    }

    func deallocate() {
        for number in 0..<Self.mostFibres { state.pointee.fibres[number].stack.deallocate() }
        state.pointee.fibres.deinitialize(count: Self.mostFibres).deallocate()
        state.pointee.contexts.deallocate()
        state.pointee.clock.deallocate()
        state.pointee.words.deallocate()
        state.pointee.memory?.deallocate()
        state.pointee.coverage.deallocate()
        state.deinitialize(count: 1).deallocate()
    }

    private init(state: UnsafeMutablePointer<State>) {
        self.state = state
    }

    var currentFibre: Int { state.pointee.current ?? 0 }
}

extension Scheduler {
    /// Forgets the schedule before.
    func begin(fibreCount: Int, policy: Policy) {
        precondition(fibreCount < Self.mostFibres, "a bit for each fibre, and one for the devices")
        state.pointee.fibreCount = fibreCount
        state.pointee.runnable = UInt32(1) << UInt32(fibreCount) - 1
        state.pointee.finishedCount = 0
        state.pointee.clock.pointee = 1
        state.pointee.nextReady = .max
        noteProgress()
        state.pointee.decisions = 0
        state.pointee.steps = 0
        state.pointee.words.begin(clock: state.pointee.clock)
        state.pointee.memory?.begin()
        state.pointee.watch.begin()
        state.pointee.polls.begin()
        state.pointee.rules.begin()
        state.pointee.brokenPromise = nil
        state.pointee.policy = policy
        state.pointee.departures.removeAll(keepingCapacity: true)
        state.pointee.fault = nil
        for number in 0..<fibreCount { state.pointee.fibres[number].begin() }
    }

    func setBody(of fibre: Int, _ body: @escaping () -> Void) {
        state.pointee.fibres[fibre].body = body
    }

    /// Runs the fibres until all have ended or a fault shows; then they stay where they are.
    func run() {
        for number in 0..<state.pointee.fibreCount {
            state.pointee.contexts[number] = platform_prepare_fibre(
                state.pointee.fibres[number].stack.end, Self.fibreMain, state)
        }
        InterleavedSimulation(self).run { go(on: choose()) }
    }

    private static let fibreMain: @convention(c) (UnsafeMutableRawPointer?) -> Void = { state in
        let scheduler = Scheduler(state: state!.assumingMemoryBound(to: State.self))
        scheduler.state.pointee.fibres[scheduler.currentFibre].body()
        scheduler.endFibre()
    }

    private func endFibre() -> Never {
        settleWrite()
        state.pointee.runnable &= ~(1 << UInt32(currentFibre))
        state.pointee.finishedCount += 1
        noteProgress()
        go(on: choose())
        fatalError("a fibre that has ended goes on")
    }

    /// Goes on with a fibre, or with the caller of `run` for nil. Returns when this one is gone on with.
    func go(on next: Int?) {
        let current = state.pointee.current
        if next == current { return }
        state.pointee.current = next
        let contexts = state.pointee.contexts
        platform_switch_fibre(contexts + (current ?? Self.mostFibres), contexts[next ?? Self.mostFibres])
    }

    /// Ends the schedule for a fault. Does not return to the fibre that has it.
    func raise(_ kind: Fault.Kind, _ text: String) {
        if state.pointee.fault == nil { state.pointee.fault = Fault(kind: kind, text: text) }
        if state.pointee.current != nil { go(on: nil) }
    }
}

extension Scheduler {
    /// The fibre that goes on; nil if all have ended or there is a fault.
    func choose() -> Int? {
        while true {
            if state.pointee.runnable == 0 && !letTimePass() { return nil }
            if state.pointee.runnable == 0 { continue }
            let situation = situation()
            let next =
                mustBeObvious
                ? situation.obvious : state.pointee.policy.next(situation, fibres: state.pointee.fibres)
            if next != situation.obvious {
                state.pointee.departures.append(
                    Schedule.Departure(decision: state.pointee.decisions, next: UInt8(next)))
            }
            state.pointee.decisions &+= 1
            if next != state.pointee.fibreCount { return next }
            advance(to: state.pointee.nextReady)
        }
    }

    /// Whether threads have made no progress for too many turns, so that the policy is not asked.
    @inline(__always)
    var mustBeObvious: Bool { state.pointee.unfairTurns > Self.unfairTurnsAtMost }

    @inline(__always)
    private func situation() -> Situation {
        let runnable = state.pointee.runnable
        let current = state.pointee.current
        return Situation(
            decision: state.pointee.decisions, runnable: runnable, fibreCount: state.pointee.fibreCount,
            current: current, devicesHaveWork: state.pointee.nextReady != .max)
    }

    /// Moves the clock, as no fibre has anything to do: to the time at which the next leaf is ready, or on for fibres
    /// that wait for a time. False if all have ended or are stuck.
    private func letTimePass() -> Bool {
        if state.pointee.finishedCount == state.pointee.fibreCount { return false }
        if state.pointee.nextReady != .max {
            advance(to: state.pointee.nextReady)
            return true
        }
        state.pointee.idleTurns += 1
        if state.pointee.idleTurns > Self.idleTurnsAtMost {
            state.pointee.fault = Fault(kind: .stuck, text: standstill())
            return false
        }
        // Longer and longer steps, so that the time of any table comes.
        advance(to: state.pointee.clock.pointee &+ 1 << UInt64(state.pointee.idleTurns / 4))
        return true
    }

    private func advance(to time: UInt64) {
        let before = state.pointee.clock.pointee
        state.pointee.clock.pointee = time
        noteChange(of: WordTable.clock, from: before, to: time, by: nil)
        for number in 0..<state.pointee.fibreCount
        where state.pointee.fibres[number].pending.word == WordTable.clock {
            state.pointee.fibres[number].isAsleep = false
        }
        lookForNextReady()
        state.pointee.trace?.add(.time(time), fibre: nil)
    }

    /// Called when leaves were submitted, and when the clock has moved.
    func lookForNextReady() {
        state.pointee.nextReady = state.pointee.watch.nextReady(after: state.pointee.clock.pointee)
    }
}
