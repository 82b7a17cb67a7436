import CPlatform
import RandomNumbers

/// Looks at schedules of a subject, until there are no more, there is a fault, or the time is up.
public struct Exploration: Sendable {
    /// The schedules to explore.
    public enum Extent: Sendable {
        /// All with at most this many departures from the obvious schedule; see ``DepthFirstPolicy``.
        case exhaustive(departures: Int)
        /// This many with random priorities, of consecutive seeds.
        case random(schedules: UInt64)
    }

    /// The cases of random schedules, which take turns by the seed; one for all others.
    public var originals: [CheckCase]
    /// The schedules to explore.
    public var extent: Extent
    /// The seed of the first random schedule; later ones count on from it.
    public var seed: UInt64
    /// The most time that one subject takes.
    public var budgetNanoseconds: UInt64
    /// The memory of the threads of a schedule.
    public var memory = MemoryModel.sc
    /// Threads of this machine that look at random schedules.
    public var threadCount: Int

    public init(
        _ original: CheckCase, _ extent: Extent, seed: UInt64 = 1, budgetNanoseconds: UInt64 = .max,
        threadCount: Int = 1
    ) {
        self.init(
            [original], extent, seed: seed, budgetNanoseconds: budgetNanoseconds, threadCount: threadCount)
    }

    /// - Parameter originals: at least one, all with the same number of threads.
    public init(
        _ originals: [CheckCase], _ extent: Extent, seed: UInt64 = 1, budgetNanoseconds: UInt64 = .max,
        threadCount: Int = 1
    ) {
        self.originals = originals
        self.extent = extent
        self.seed = seed
        self.budgetNanoseconds = budgetNanoseconds
        self.threadCount = threadCount
    }

    /// Which of the cases a schedule of this seed is of.
    private func place(of seed: UInt64) -> Int {
        var random = RandomGenerator(seed: seed, stream: 5)
        return Int(random.next(below: UInt64(originals.count)))
    }

    private func original(of seed: UInt64) -> CheckCase { originals[place(of: seed)] }

    /// Explores the schedules of a subject until one shows a fault, all were explored, or the time is up.
    public func run(_ subject: CheckSubject) -> ExplorationOutcome {
        let begin = platform_monotonic_ns()
        let deadline = begin &+ min(budgetNanoseconds, UInt64.max / 2)
        var outcome =
            switch extent {
            case .exhaustive(let departures): search(subject, departures, until: deadline)
            case .random(let count): draw(subject, count, until: deadline)
            }
        outcome.nanoseconds = platform_monotonic_ns() - begin
        return outcome
    }

    private func search(
        _ subject: CheckSubject, _ departures: Int, until deadline: UInt64
    ) -> ExplorationOutcome {
        let scheduler = Scheduler(memory)
        defer { scheduler.deallocate() }
        let rig = subject.rig(original(of: seed), scheduler)
        let policy = DepthFirstPolicy(mostDepartures: departures)
        var outcome = ExplorationOutcome()
        repeat {
            let fault = rig.run(Policy(policy), seed)
            outcome.note(scheduler, fault, seed: seed)
            if policy.isRedundant { outcome.redundant += 1 }
            if fault != nil { return outcome }
            if platform_monotonic_ns() > deadline { return outcome }
        } while policy.advance()
        outcome.isComplete = true
        return outcome
    }

    private func draw(_ subject: CheckSubject, _ count: UInt64, until deadline: UInt64) -> ExplorationOutcome
    {
        let outcomes = SharedOutcomes(count: threadCount)
        let lengths = originals.map { lengthOfSchedules(of: $0, subject) }
        let body: @Sendable (Int) -> Void = { number in
            let outcome = draw(
                subject, from: UInt64(number), below: count, step: UInt64(threadCount), lengths,
                until: deadline, unless: outcomes)
            outcomes.set(outcome, of: number)
        }
        if threadCount == 1 { body(0) } else { try? ThreadTeam.run(count: threadCount, body) }
        return outcomes.merged
    }

    private func draw(
        _ subject: CheckSubject, from first: UInt64, below count: UInt64, step: UInt64, _ lengths: [UInt32],
        until deadline: UInt64, unless outcomes: SharedOutcomes
    ) -> ExplorationOutcome {
        let scheduler = Scheduler(memory)
        defer { scheduler.deallocate() }
        let rigs = originals.map { subject.rig($0, scheduler) }
        var outcome = ExplorationOutcome()
        for number in stride(from: first, to: count, by: Int(step)) {
            if outcomes.isFaulty || platform_monotonic_ns() > deadline { return outcome }
            let seed = seed &+ number
            let place = place(of: seed)
            let fault = rigs[place].run(policy(seed, lengths[place], rigs[place].threadCount), seed)
            outcome.note(scheduler, fault, seed: seed)
            if fault != nil {
                outcomes.noteFault()
                return outcome
            }
        }
        outcome.isComplete = true
        return outcome
    }

    /// The policy of a random schedule, which its seed determines.
    private func policy(_ seed: UInt64, _ length: UInt32, _ threadCount: Int) -> Policy {
        var random = RandomGenerator(seed: seed, stream: 7)
        return Policy(PriorityPolicy(fibreCount: threadCount, length: length, random: &random))
    }

    /// About how many decisions a schedule has: those of the obvious one, and what it takes to look again and again.
    private func lengthOfSchedules(of original: CheckCase, _ subject: CheckSubject) -> UInt32 {
        let scheduler = Scheduler(memory)
        defer { scheduler.deallocate() }
        var plain = original
        plain.isVaried = false
        _ = subject.rig(plain, scheduler).run(Policy(RecordedPolicy(Schedule())), seed)
        return max(16, scheduler.state.pointee.decisions)
    }
}

extension Exploration {
    /// The random schedule of a seed, by its departures.
    public func schedule(ofSeed seed: UInt64, of subject: CheckSubject) -> Schedule {
        let scheduler = Scheduler(memory)
        defer { scheduler.deallocate() }
        let original = original(of: seed)
        let rig = subject.rig(original, scheduler)
        let length = lengthOfSchedules(of: original, subject)
        _ = rig.run(policy(seed, length, rig.threadCount), seed)
        return Schedule(scheduler.state.pointee.departures)
    }

    /// Runs one schedule again; returns what is wrong with it.
    public func replay(_ schedule: Schedule, seed: UInt64, of subject: CheckSubject) -> Fault? {
        let scheduler = Scheduler(memory)
        defer { scheduler.deallocate() }
        return subject.rig(original(of: seed), scheduler).run(Policy(RecordedPolicy(schedule)), seed)
    }

    /// Runs one schedule again and records its steps.
    public func trace(_ schedule: Schedule, seed: UInt64, of subject: CheckSubject) -> TracedSchedule {
        let scheduler = Scheduler(memory)
        defer { scheduler.deallocate() }
        scheduler.state.pointee.trace = Trace()
        let fault = subject.rig(original(of: seed), scheduler).run(Policy(RecordedPolicy(schedule)), seed)
        return TracedSchedule(scheduler, fault)
    }

    /// Leaves out departures of a faulty schedule as long as some fault remains, the longest runs of them first.
    public func shortest(_ schedule: Schedule, seed: UInt64, of subject: CheckSubject) -> Schedule {
        let scheduler = Scheduler(memory)
        defer { scheduler.deallocate() }
        let rig = subject.rig(original(of: seed), scheduler)
        var kept = schedule.departures
        var length = kept.count
        while length > 0 {
            var first = 0
            while first < kept.count {
                var fewer = kept
                fewer.removeSubrange(first..<min(kept.count, first + length))
                let fault = rig.run(Policy(RecordedPolicy(Schedule(fewer))), seed)
                if fault != nil { kept = scheduler.state.pointee.departures } else { first += length }
            }
            length = min(length, kept.count) / 2
        }
        return Schedule(kept)
    }
}
