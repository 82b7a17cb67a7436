import ArgumentParser
import BlockDevices
import BlockLayer
import Foundation
import Harness
import Results
import Units

/// `pollbench run`: one workload over one stack.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a workload over a stack with some designs; the results come on stdout.",
        discussion: """
            Options that fio has are named and meant as fio's. Lists by comma are tried in every combination:

              pollbench run --table '0 2097152 striped 2 8 model:0 0 model:1 0' --bs 8k --iodepth 1,32

            \(Pollbench.exitCodes)
            """)

    @OptionGroup(title: "Stack") var stack: StackOptions
    @OptionGroup(title: "A fio job file") var job: JobOptions
    @OptionGroup(title: "Workload") var workload: WorkloadOptions
    @OptionGroup(title: "Polling") var engine: EngineOptions
    @OptionGroup(title: "Model devices") var model: ModelOptions
    @OptionGroup(title: "The kernel") var kernel: KernelOptions
    @OptionGroup(title: "Results") var output: OutputOptions

    func run() throws {
        let parts = try parts()
        if !output.dryRun { MadeDevices.removeLeftovers().forEach(Pollbench.say) }
        // All are checked before the first begins. A session keeps others from the devices that it writes, so that
        // those of several jobs cannot stand side by side.
        let plans = try parts.map { part in
            let session = try Session(part.request)
            Self.sayNotes(of: session)
            return RunPlan(session, prefix: part.prefix)
        }
        if output.dryRun {
            Pollbench.write(RunPlan.text(of: plans))
        } else {
            try run(parts, plans)
        }
    }

    private func parts() throws -> [RunPart] {
        let jobs = try jobs()
        if jobs.isEmpty { return [RunPart(name: nil, request: try request(of: nil))] }
        return try jobs.map { job in
            job.notes.forEach(Pollbench.say)
            return RunPart(name: job.name, request: try request(of: job))
        }
    }

    /// What the flags say, and where they say nothing, the job.
    private func request(of job: FioJob?) throws -> RunRequest {
        var request = RunRequest(try stack.source(orElse: job?.filename))
        job?.apply(to: &request)
        workload.apply(to: &request)
        engine.apply(to: &request)
        model.apply(to: &request)
        try kernel.apply(to: &request)
        return request
    }

    private static func sayNotes(of session: Session) {
        for skipped in session.skipped { Pollbench.say(skipped.text) }
        if let note = session.pollingNote { Pollbench.say(note) }
        if let note = session.queueNote { Pollbench.say(note) }
    }

    private func run(_ parts: [RunPart], _ plans: [RunPlan]) throws {
        let folder = try output.out.map { try ResultsFolder(path: $0) }
        Interruption.begin()
        var report = RunReport()
        var progress = Progress(plans)
        var failure: (any Error)?
        do {
            for part in parts where !Interruption.stop.isStopped {
                try run(part, to: folder, &report, &progress)
            }
        } catch {
            failure = error
        }
        progress.clear()
        let done = report.rows
        if !done.isEmpty { Pollbench.write(output.format.text(of: done, report.latencies)) }
        if output.format == .fioJSON, let out = output.out {
            try FioFolder.write(done, report.latencies, to: out + "/fio-json")
        }
        // A run that came to no end has not verified what it was asked to.
        for note in report.notes(verifies: workload.verify && failure == nil) { Pollbench.say(note) }
        if let failure { throw failure }
        if let signal = Interruption.signal { throw ExitCode(128 + signal) }
        if report.hasFailedIOs { throw ExitCode.failure }
    }

    private func run(
        _ part: RunPart, to folder: ResultsFolder?, _ report: inout RunReport, _ progress: inout Progress
    ) throws {
        let session = try Session(part.request)
        let rows = RowMaker(session, part)
        let first = report.nextNumber
        var began = UTCTime.now()
        try session.run(stop: Interruption.stop) { _ in
            began = .now()
            progress.show()
        } end: { (run, round, measured) throws(HarnessError) in
            let row = rows.row(run, round: round, began: began, measured)
            report.add(row, number: first + run.number, measured, keepsLatencies: output.format == .fioJSON)
            try Self.append(row, measured, to: folder)
            progress.advance()
        }
    }

    private static func append(
        _ row: CellRow, _ measured: CellMeasurement, to folder: ResultsFolder?
    ) throws(HarnessError) {
        do {
            try folder?.append(row, histograms: RowMaker.histograms(measured))
        } catch {
            throw .environment(error.description)
        }
    }
}
