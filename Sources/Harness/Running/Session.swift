import BlockDevices
import BlockLayer

/// A plan that holds the devices that it writes to against other programs. Used by one thread.
public struct Session {
    public let plan: Plan
    /// By stack; nil for model devices.
    private let disks: [DiskWatch?]
    private let order: RunOrder
    private let hold: WriteHold

    /// Takes the devices that runs write to.
    /// - Throws: `environment` for a device that is in use or holds data.
    public init(_ plan: Plan) throws(HarnessError) {
        self.plan = plan
        order = RunOrder(runCount: plan.runs.count, rounds: plan.rounds.upperBound, seed: plan.seed)
        hold = try WriteHold(plan.stacks, mapped: plan.mappedStacks)
        disks = plan.stacks.map { $0.leaves.areModels ? nil : DiskWatch($0.leaves) }
    }

    /// Does all rounds. Mapped devices of the kernel that are needed are made before and removed after.
    ///
    /// - Parameter stop: ends the current run; those after it are left out.
    /// - Throws: the observer's errors, and those that stop everything.
    public func run(stop: RunStop, observer: some SessionObserver) throws(HarnessError) {
        let made = try makeKernelDevices()
        var stamped = StampedStack()
        for round in plan.rounds {
            for number in order.rounds[round - 1] where !stop.isStopped {
                let run = plan.runs[number]
                if !observer.isDone(run, round: round) { try self.run(run, round, stop, &stamped, observer) }
            }
        }
        for devices in made {
            do {
                try devices.remove()
            } catch {
                throw .environment("\(error)")
            }
        }
    }

    private func run(
        _ run: PlannedRun, _ round: Int, _ stop: RunStop, _ stamped: inout StampedStack,
        _ observer: some SessionObserver
    ) throws(HarnessError) {
        observer.willBegin(run)
        let measured: CellMeasurement
        do {
            measured = try measure(run, round: round, stop, &stamped, observer)
        } catch {
            stamped.forget()
            return try observer.didFail(run, error)
        }
        try observer.didEnd(run, round: round, measured)
    }

    /// Makes the device of the design `kernel`, if it is not there already. dm claims the leaves for itself, so
    /// the guard, which has found them free, lets go of them first.
    private func makeKernelDevices() throws(HarnessError) -> [MadeDevices] {
        hold.releaseForMapping()
        var made: [MadeDevices] = []
        for stack in plan.mappedStacks {
            guard let kernel = stack.planner.kernel else { continue }
            do {
                made.append(try MadeDevices(kernel.newDevices))
            } catch {
                throw .environment("\(error)")
            }
            guard plan.runs.contains(where: { $0.design.isKernel && $0.isPolled(on: stack) }) else {
                continue
            }
            if let obstacle = kernel.stack.leaves.pollingObstacle() { throw .environment(obstacle) }
        }
        return made
    }

    /// Repeats a disturbed run as often as its request allows.
    private func measure(
        _ run: PlannedRun, round: Int, _ stop: RunStop, _ stamped: inout StampedStack,
        _ observer: some SessionObserver
    ) throws(HarnessError) -> CellMeasurement {
        var attempt = 1
        while true {
            let measured = try measureOnce(run, round: round, attempt: attempt, stop, &stamped, observer)
            let limit = plan.stacks[run.stackNumber].request.repeatsOfDisturbed
            guard measured.trust.isDisturbed, attempt <= limit, !stop.isStopped else { return measured }
            attempt += 1
        }
    }

    /// One run, with service times and addresses of the round's own.
    private func measureOnce(
        _ run: PlannedRun, round: Int, attempt: Int, _ stop: RunStop,
        _ stamped: inout StampedStack, _ observer: some SessionObserver
    ) throws(HarnessError) -> CellMeasurement {
        let (leaves, disks) = (plan.stacks[run.stackNumber].leaves, disks[run.stackNumber])
        var settings = run.settings
        settings.kept = try stamped.data(for: run, among: plan.runs)
        // Far apart: the devices of a run have the seeds that follow.
        settings.seed &+= UInt64(round) << 32
        let before = disks?.read()
        let watch = run.machine == nil ? observer.watch(run) : nil
        settings.observer = watch?.observer
        let result = Result { () throws(RunError) in
            try run.outcome(settings, stop: stop)
        }
        let findings = watch?.finish() ?? RunWatch.Findings()
        let outcome: RunOutcome
        do {
            outcome = try result.get()
        } catch {
            throw .environment("\(error)")
        }
        // What was left behind may still be written.
        if outcome.workers.contains(where: \.hasLeftIOs) { stamped.forget() }
        try checkSoundness(of: outcome, run)
        let evidence = before.flatMap { disks?.evidence(on: run, outcome, since: $0) }
        let hasFailures = outcome.workers.contains { $0.counters.errors > 0 }
        return CellMeasurement(
            outcome,
            Circumstances(
                settings: settings, isInterrupted: stop.isStopped,
                modelled: leaves.areModels ? run.completion : nil, isVirtual: run.machine != nil,
                placement: run.placement.doubt,
                evidence: evidence, losses: hasFailures ? leaves.facts.compactMap(\.loss) : [],
                watched: findings, attempt: attempt))
    }

    /// Throws for wrong data, and for what no outcome may show.
    private func checkSoundness(of outcome: RunOutcome, _ run: PlannedRun) throws(HarnessError) {
        if let mismatch = outcome.workers.compactMap(\.mismatch).first {
            let top = plan.stacks[run.stackNumber].request.source.topName
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
}
