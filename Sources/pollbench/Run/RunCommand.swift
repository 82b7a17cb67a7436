import ArgumentParser
import BlockDevices
import BlockLayer
import Foundation
import Harness
import Results

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
    @OptionGroup(title: "Workload") var workload: WorkloadOptions
    @OptionGroup(title: "Polling") var engine: EngineOptions
    @OptionGroup(title: "Model devices") var model: ModelOptions
    @OptionGroup(title: "The kernel") var kernel: KernelOptions
    @OptionGroup(title: "Results") var output: OutputOptions

    func run() throws {
        var request = RunRequest(try stack.source())
        workload.apply(to: &request)
        engine.apply(to: &request)
        model.apply(to: &request)
        try kernel.apply(to: &request)
        if !output.dryRun { MadeDevices.removeLeftovers().forEach(Pollbench.say) }
        let session = try Session(request)
        for skipped in session.skipped { Pollbench.say(skipped.text) }
        session.pollingNotes.forEach(Pollbench.say)
        if let note = session.queueNote { Pollbench.say(note) }
        if output.dryRun {
            Pollbench.write(PlanText.text(of: session))
        } else {
            try Self.run(session, request, output)
        }
    }

    private static func run(_ session: Session, _ request: RunRequest, _ output: OutputOptions) throws {
        let folder = try output.out.map { try ResultsFolder(path: $0) }
        if let folder, let note = try RunEnvironment.write(session.blockDevices, to: folder) {
            Pollbench.say(note)
        }
        Interruption.begin()
        RunEnvironment.idleNotes(before: session).forEach(Pollbench.say)
        let rows = RowMaker()
        var report = RunReport()
        var progress = Progress(runCount: session.runCount, totalNanoseconds: session.totalNanoseconds)
        var began = UTCTime.now()
        var failure: (any Error)?
        do {
            try session.run(stop: Interruption.stop, watch: RunEnvironment.watch) { _ in
                began = .now()
                progress.show()
            } end: { (run, round, measured) throws(HarnessError) in
                let row = rows.row(run, round: round, began: began, measured)
                report.add(row, number: run.number, measured)
                try append(row, measured, to: folder)
                progress.advance()
            }
        } catch {
            failure = error
        }
        progress.clear()
        let done = report.rows
        if !done.isEmpty { Pollbench.write(output.format.text(of: done)) }
        // A run that came to no end has not verified what it was asked to.
        for note in report.notes(verifies: request.verifies && failure == nil) { Pollbench.say(note) }
        if let failure { throw failure }
        if let signal = Interruption.signal { throw ExitCode(128 + signal) }
        if report.hasFailedIOs { throw ExitCode.failure }
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
