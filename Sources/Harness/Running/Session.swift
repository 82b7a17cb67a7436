import BlockDevices
import BlockLayer
import Units

/// A request that was found sound, ready to run: its devices looked at, its runs planned.
public struct Session {
    /// Every design in every cell.
    public let runs: [PlannedRun]
    /// What cannot run here.
    public let skipped: [SkippedDesign]
    let planner: Planner
    private let schedule: Schedule
    private let clearance: WriteClearance?
    /// Nil if the leaves are model devices.
    private let disks: DiskWatch?

    /// Checks and plans; runs nothing and writes nothing.
    public init(_ request: RunRequest) throws(HarnessError) {
        let cells = try request.sweep.cells()
        let designs = try DesignChoice.designs(named: request.designs)
        let planner = try Planner(request, cells: cells)
        guard request.kernelDevice == nil || designs.contains(where: \.isKernel) else {
            throw .usage("a kernel device is for the design kernel, which --design does not name")
        }
        guard cells.count * designs.count * request.rounds <= Bounds.runs else {
            throw .usage("more than \(Bounds.runs) runs: fewer values, designs or --rounds")
        }
        var plan = RunPlan()
        for cell in cells {
            for design in designs { try plan.add(design, cell, planner) }
        }
        if let never = plan.skipped.first(where: { !$0.runsInOtherCells }),
            request.designs != nil || plan.runs.isEmpty
        {
            throw .usage("design \(never.design) cannot run here: \(never.reason)")
        }
        self.planner = planner
        self.runs = plan.runs
        self.skipped = plan.skipped
        schedule = Schedule(runCount: runs.count, rounds: request.rounds, seed: request.seed)
        if runs.contains(where: { $0.completion == .polled }) { try Self.checkPolling(planner.stack.leaves) }
        disks = planner.stack.leaves.areModels ? nil : DiskWatch(planner.stack.leaves)
        // A kernel device that is there already has its leaves claimed: it is what nobody else may use.
        let written = planner.kernel?.existing?.leaves ?? planner.stack.leaves
        clearance =
            planner.access.opensForWriting
            ? try WriteGuard.clear(written, overwriting: request.overwrittenSignatures) : nil
        if let kernel = planner.kernel?.existing { try checkPolling(ofKernel: kernel) }
    }

    /// The shape of the top device in words: `striped:2:4096`.
    public var shape: String { planner.stack.shape }

    /// The leaves as the text names them first.
    public var deviceNames: [String] { planner.stack.leaves.facts.map(\.name) }

    /// What interrupts cannot prove of the polled runs; nil if there are none, or nothing is left to prove.
    public var pollingNote: String? {
        runs.contains { $0.completion == .polled } ? disks?.note : nil
    }

    /// What all rounds take, in nanoseconds, without what setting up costs.
    public var totalNanoseconds: UInt64 {
        let perRun = planner.request.rampNanoseconds + planner.request.runtimeNanoseconds
        let (total, overflow) = perRun.multipliedReportingOverflow(by: UInt64(runCount))
        return overflow ? .max : total
    }

    /// Runs in all rounds.
    public var runCount: Int { runs.count * planner.request.rounds }

    /// Does all rounds, and hands over what each run came to, with its round from 1 on. Mapped devices of the
    /// kernel that are needed are made before and removed after.
    ///
    /// - Parameters:
    ///   - begin: called before each run.
    ///   - stop: ends the run that is going on; those after it are left out.
    /// - Throws: what stops everything, and what `begin` and `end` throw.
    public func run(
        stop: RunStop<RealMachine>, begin: (PlannedRun) -> Void,
        end: (PlannedRun, Int, CellMeasurement) throws(HarnessError) -> Void
    ) throws(HarnessError) {
        let made = try makeKernelDevices()
        try runRounds(stop: stop, begin: begin, end: end)
        do {
            try made?.remove()
        } catch {
            throw .environment(error.description)
        }
    }

    private func runRounds(
        stop: RunStop<RealMachine>, begin: (PlannedRun) -> Void,
        end: (PlannedRun, Int, CellMeasurement) throws(HarnessError) -> Void
    ) throws(HarnessError) {
        for (index, order) in schedule.rounds.enumerated() {
            for number in order where !stop.isStopped {
                begin(runs[number])
                let measured = try measure(runs[number], round: index + 1, stop)
                try end(runs[number], index + 1, measured)
            }
        }
    }

    /// Makes what the design `kernel` runs on, if it is not there already. dm claims the leaves for itself, so
    /// the guard, which has found them free, lets go of them first.
    private func makeKernelDevices() throws(HarnessError) -> MadeDevices? {
        guard let kernel = planner.kernel, kernel.existing == nil, runs.contains(where: \.design.isKernel)
        else { return nil }
        clearance?.release()
        let made: MadeDevices
        do {
            made = try MadeDevices(kernel.newDevices)
        } catch {
            throw .environment(error.description)
        }
        try checkPolling(ofKernel: kernel.stack)
        return made
    }

    /// One run, with service times and addresses of the round's own.
    private func measure(
        _ run: PlannedRun, round: Int, _ stop: RunStop<RealMachine>
    ) throws(HarnessError) -> CellMeasurement {
        var settings = run.settings
        settings.seed &+= UInt64(round)
        let before = disks?.read()
        let outcome: RunOutcome
        do {
            outcome = try run.design.run(on: run.devices, settings, stop: stop)
        } catch {
            throw .environment(error.description)
        }
        try checkSoundness(of: outcome, run)
        let evidence = before.flatMap { disks?.evidence(on: run, outcome, since: $0) }
        let hasFailures = outcome.workers.contains { $0.counters.errors > 0 }
        return CellMeasurement(
            outcome, runtimeNanoseconds: settings.runtimeNanoseconds, isInterrupted: stop.isStopped,
            evidence: evidence, losses: hasFailures ? planner.stack.leaves.facts.compactMap(\.loss) : [])
    }

    /// Throws for wrong data, and for what no outcome may show.
    private func checkSoundness(of outcome: RunOutcome, _ run: PlannedRun) throws(HarnessError) {
        if let mismatch = outcome.workers.compactMap(\.mismatch).first {
            throw .wrongData("\(planner.request.source.topName) \(mismatch.text) (\(run.name))")
        }
        let roots = outcome.workers.reduce(0) { $0 + $1.lostRoots }
        let clones = outcome.workers.reduce(0) { $0 + $1.lostClones }
        guard roots == 0, clones == 0, !outcome.anyLockHeld else {
            let lock = outcome.anyLockHeld ? ", a lock is held" : ""
            throw .internalFault("\(run.name) lost \(roots) roots and \(clones) clones\(lock)")
        }
    }

    private func checkPolling(ofKernel stack: StackPlanner) throws(HarnessError) {
        guard runs.contains(where: { $0.design.isKernel && $0.completion == .polled }) else { return }
        try Self.checkPolling(stack.leaves)
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
