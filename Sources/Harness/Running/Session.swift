import BlockDevices
import BlockLayer
import Units

/// Requests that were found sound, ready to run in one schedule: their devices looked at, their runs planned.
public struct Session {
    /// Every design in every cell of every request.
    public let runs: [PlannedRun]
    /// What cannot run here.
    public let skipped: [SkippedDesign]
    /// Passes over all runs, by their numbers.
    public let rounds: ClosedRange<Int>
    let stacks: [SessionStack]
    /// Those that the kernel is to map first.
    private let mappedStacks: [SessionStack]
    private let schedule: Schedule
    private let hold: WriteHold

    /// Checks and plans one request; runs nothing and writes nothing.
    public init(_ request: RunRequest) throws(HarnessError) {
        try self.init([request])
    }

    /// Checks and plans; runs nothing and writes nothing.
    ///
    /// - Parameters:
    ///   - requests: at least one; rounds and seed are those of the first.
    ///   - isWanted: by the name of a run; the others are left out.
    ///   - round: the only one to do, as it is among many; nil for all.
    public init(
        _ requests: [RunRequest], only isWanted: (String) -> Bool = { _ in true }, round: Int? = nil
    ) throws(HarnessError) {
        var plan = RunPlan()
        for request in requests { try plan.add(request, only: isWanted) }
        rounds = round.map { $0...$0 } ?? 1...requests[0].rounds
        guard plan.runs.count * rounds.upperBound <= Bounds.runs else {
            throw .usage("more than \(Bounds.runs) runs: fewer values, designs or --rounds")
        }
        runs = plan.runs
        skipped = plan.skipped
        stacks = plan.stacks
        schedule = Schedule(runCount: runs.count, rounds: rounds.upperBound, seed: requests[0].seed)
        for stack in stacks where runs.contains(where: { $0.isPolled(on: stack) }) {
            try Self.checkPolling(stack.planner.stack.leaves)
        }
        mappedStacks = plan.stacks.filter { stack in
            stack.planner.kernel.map { $0.existing == nil } ?? false
                && plan.runs.contains { $0.design.isKernel && $0.isOn(stack) }
        }
        hold = try WriteHold(stacks, mapped: mappedStacks)
        for stack in stacks {
            if let kernel = stack.planner.kernel?.existing { try checkPolling(ofKernel: kernel, stack) }
        }
    }

    /// What all rounds take, in nanoseconds, without what setting up and stamping cost.
    public var totalNanoseconds: UInt64 {
        var total: UInt64 = 0
        for run in runs {
            let (sum, overflow) = total.addingReportingOverflow(run.nanoseconds)
            if overflow { return .max }
            total = sum
        }
        let (product, overflow) = total.multipliedReportingOverflow(by: UInt64(rounds.count))
        return overflow ? .max : product
    }

    /// Whether runs stamp their devices first, which takes time that nobody knows before.
    public var stampsFirst: Bool {
        runs.contains { if case .fillFirst = $0.settings.verify { true } else { false } }
    }

    /// Runs in all rounds.
    public var runCount: Int { runs.count * rounds.count }

    /// Does all rounds, and hands over what each run came to, with its round from 1 on. Mapped devices of the
    /// kernel that are needed are made before and removed after.
    ///
    /// - Parameters:
    ///   - stop: ends the run that is going on; those after it are left out.
    ///   - isDone: whether a run of a round need not be done.
    ///   - watch: begins to look for what disturbs a run; runs that are disturbed are repeated.
    ///   - begin: called before each run.
    ///   - fail: called for a run that could not be done; the next one follows if it throws nothing.
    /// - Throws: what `end` and `fail` throw, and what stops everything.
    public func run(
        stop: RunStop, isDone: (PlannedRun, Int) -> Bool = { _, _ in false },
        watch: ((PlannedRun) -> RunWatch)? = nil, begin: (PlannedRun) -> Void,
        end: (PlannedRun, Int, CellMeasurement) throws(HarnessError) -> Void,
        fail: (PlannedRun, HarnessError) throws(HarnessError) -> Void = { _, error throws(HarnessError) in
            throw error
        }
    ) throws(HarnessError) {
        let made = try makeKernelDevices()
        for round in rounds {
            for number in schedule.rounds[round - 1] where !stop.isStopped && !isDone(runs[number], round) {
                begin(runs[number])
                let measured: CellMeasurement
                do {
                    measured = try measure(runs[number], round: round, stop, watch)
                } catch {
                    try fail(runs[number], error)
                    continue
                }
                try end(runs[number], round, measured)
            }
        }
        for devices in made {
            do {
                try devices.remove()
            } catch {
                throw .environment(error.description)
            }
        }
    }

    /// Makes what the design `kernel` runs on, if it is not there already. dm claims the leaves for itself, so
    /// the guard, which has found them free, lets go of them first.
    private func makeKernelDevices() throws(HarnessError) -> [MadeDevices] {
        hold.releaseForMapping()
        var made: [MadeDevices] = []
        for stack in mappedStacks {
            guard let kernel = stack.planner.kernel else { continue }
            do {
                made.append(try MadeDevices(kernel.newDevices))
            } catch {
                throw .environment(error.description)
            }
            try checkPolling(ofKernel: kernel.stack, stack)
        }
        return made
    }

    /// Repeats a run that somebody disturbed, as often as its request allows.
    private func measure(
        _ run: PlannedRun, round: Int, _ stop: RunStop,
        _ watch: ((PlannedRun) -> RunWatch)?
    ) throws(HarnessError) -> CellMeasurement {
        var attempt = 1
        while true {
            let measured = try measureOnce(run, round: round, attempt: attempt, stop, watch)
            let limit = stacks[run.stackNumber].planner.request.repeatsOfDisturbed
            guard measured.isDisturbed, attempt <= limit, !stop.isStopped else { return measured }
            attempt += 1
        }
    }

    /// One run, with service times and addresses of the round's own.
    private func measureOnce(
        _ run: PlannedRun, round: Int, attempt: Int, _ stop: RunStop,
        _ watch: ((PlannedRun) -> RunWatch)?
    ) throws(HarnessError) -> CellMeasurement {
        let stack = stacks[run.stackNumber]
        var settings = run.settings
        // Far apart: the devices of a run have the seeds that follow.
        settings.seed &+= UInt64(round) << 32
        let before = stack.disks?.read()
        let watch = watch?(run)
        settings.observer = watch?.observer
        let result = Result { () throws(RunError) in
            try run.design.run(on: run.devices, settings, stop: stop)
        }
        let findings = watch?.finish() ?? RunWatch.Findings()
        let outcome: RunOutcome
        do {
            outcome = try result.get()
        } catch {
            throw .environment(error.description)
        }
        try checkSoundness(of: outcome, run)
        let evidence = before.flatMap { stack.disks?.evidence(on: run, outcome, since: $0) }
        let hasFailures = outcome.workers.contains { $0.counters.errors > 0 }
        let leaves = stack.planner.stack.leaves
        return CellMeasurement(
            outcome, settings: settings, isInterrupted: stop.isStopped,
            modelled: leaves.areModels ? run.completion : nil, placement: run.placement.doubt,
            evidence: evidence, losses: hasFailures ? leaves.facts.compactMap(\.loss) : [],
            watched: findings, attempt: attempt)
    }

    /// Throws for wrong data, and for what no outcome may show.
    private func checkSoundness(of outcome: RunOutcome, _ run: PlannedRun) throws(HarnessError) {
        if let mismatch = outcome.workers.compactMap(\.mismatch).first {
            let top = stacks[run.stackNumber].planner.request.source.topName
            throw .wrongData("\(top) \(mismatch.text) (\(run.name))")
        }
        if outcome.workers.contains(where: \.hasLeftIOs) { return }
        let roots = outcome.workers.reduce(0) { $0 + $1.lostRoots }
        let clones = outcome.workers.reduce(0) { $0 + $1.lostClones }
        guard roots == 0, clones == 0, !outcome.anyLockHeld else {
            let lock = outcome.anyLockHeld ? ", a lock is held" : ""
            throw .internalFault("\(run.name) lost \(roots) roots and \(clones) clones\(lock)")
        }
        guard outcome.changes.wereAtRest else {
            throw .internalFault("\(run.name) had IOs on its books for a table that was replaced")
        }
    }

    private func checkPolling(ofKernel kernel: StackPlanner, _ stack: SessionStack) throws(HarnessError) {
        guard runs.contains(where: { $0.design.isKernel && $0.isPolled(on: stack) }) else { return }
        try Self.checkPolling(kernel.leaves)
    }
}

extension VerifyMismatch {
    /// `sector 8: expected generation 3 (address 8), found generation 2 (address 8)`.
    var text: String {
        let expected = expectedGeneration.map { "generation \($0)" } ?? "any generation"
        return "sector \(sector): expected \(expected) (address \(sector)), found \(foundText)"
    }

    private var foundText: String {
        guard let foundSector, let foundGeneration else { return "no stamp" }
        let stamp = "generation \(foundGeneration) (address \(foundSector))"
        let isRight = foundSector == sector && foundGeneration == expectedGeneration ?? foundGeneration
        return isRight ? "\(stamp) with damaged data" : stamp
    }
}
