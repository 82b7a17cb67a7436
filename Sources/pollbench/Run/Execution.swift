import ArgumentParser
import Foundation
import Harness
import Results

/// Runs planned sessions: appends rows to the folder as runs end, shows progress on a terminal, and prints the results
/// at the end. Used by one thread: ``begin()``, ``run(_:done:)`` for each session, ``finish(_:)``.
final class Execution {
    /// What becomes of the results.
    struct Output {
        /// The format on stdout; nil where the caller prints its own text from ``Execution/rows``.
        var format: OutputFormat?
        var isASCII = false
        /// The folder for rows; nil to keep none.
        var folder: ResultsFolder?
        /// The path of ``folder``.
        var path: String?
        /// Whether rows may be added to those of another kernel, CPU or device.
        var allowsDifferent = false
        /// Whether the result of verification is reported.
        var verifies = false
        /// Whether the runs can be completed later, so that interrupted and failed ones leave no row.
        var isResumable = false

        /// - Parameter record: whose folder the caller opens.
        init(_ record: RecordOptions) {
            path = record.out
            allowsDifferent = record.allowDifferent
        }
    }

    private let output: Output
    private let plans: [Plan]
    private let environment: FolderEnvironment?
    private var maker = RowMaker()
    private var report = RunReport()
    private var progress: Progress
    private var doneRuns: Set<ResumeKey> = []
    /// The place of the session's first run among all runs of the command.
    private var firstNumber = 0
    private var began = UTCTime.now()

    /// - Parameter plans: of all sessions to come.
    /// - Throws: `usage` for a folder with rows of another kernel, CPU or device.
    init(_ plans: [Plan], _ output: Output) throws {
        environment = try output.folder.map {
            try FolderEnvironment(plans, in: $0, allowsDifferent: output.allowsDifferent)
        }
        maker.environment = environment?.id
        self.plans = plans
        self.output = output
        progress = Progress(plans)
    }

    /// The rows so far, in the order in which the runs were asked for.
    var rows: [CellRow] { report.rows }

    /// Records the environment, and reports what is not idle. From here on Ctrl-C ends the current run.
    func begin() throws {
        Interruption.begin()
        try environment?.write()
        if let note = environment?.note { Pollbench.say(note) }
        RunEnvironment.idleNotes(before: plans).forEach(Pollbench.say)
    }

    /// Runs a session.
    ///
    /// - Parameter done: rows of an earlier execution, whose runs are not repeated.
    func run(_ session: Session, done: [CellRow] = []) throws {
        doneRuns = Set(done.map { ResumeKey($0) })
        firstNumber = report.nextNumber
        try count(done, of: session.plan)
        try session.run(stop: Interruption.stop, observer: self)
    }

    /// Prints the results, also after a failure.
    ///
    /// - Parameter failure: what ended the execution early; nil if nothing did.
    /// - Throws: the failure; else the exit code if a signal came or IOs failed.
    func finish(_ failure: (any Error)? = nil) throws {
        progress.clear()
        try writeResults(report.rows)
        // A run that did not end has not verified all.
        for note in report.notes(verifies: output.verifies && failure == nil) { Pollbench.say(note) }
        if let failure { throw failure }
        if let signal = Interruption.signal { throw ExitCode(128 + signal) }
        if report.hasFailures { throw ExitCode.failure }
    }

    private func writeResults(_ rows: [CellRow]) throws {
        guard let format = output.format else { return }
        // Programs read a document, even if it is empty.
        if !rows.isEmpty || format != .text {
            let bars = BarStyle.ofStdout(isASCII: output.isASCII)
            Pollbench.write(format.text(of: rows, report.latencies, bars: bars))
        }
        if format == .fioJSON, let path = output.path {
            try FioFolder.write(rows, report.latencies, to: path + "/fio-json")
        }
    }

    private var keepsLatencies: Bool { output.format == .fioJSON }

    /// Takes the rows of an earlier execution into the results.
    private func count(_ done: [CellRow], of plan: Plan) throws {
        if keepsLatencies, let folder = output.folder, !done.isEmpty {
            report.latencies = try folder.latencies(of: done)
        }
        let runs = Dictionary(uniqueKeysWithValues: plan.runs.map { ($0.name, $0) })
        for row in done {
            guard let run = runs[row.cellID] else { continue }
            report.add(row, number: firstNumber + run.number)
            progress.skip(run)
        }
    }

    private func append(_ row: CellRow, _ histograms: [CellHistogram]) throws(HarnessError) {
        do {
            try output.folder?.append(row, histograms: histograms)
        } catch {
            throw .environment("\(error)")
        }
    }
}

extension Execution: SessionObserver {
    func isDone(_ run: PlannedRun, round: Int) -> Bool { doneRuns.contains(ResumeKey(run, round)) }

    func watch(_ run: PlannedRun) -> RunWatch? { RunEnvironment.watch(run) }

    func willBegin(_ run: PlannedRun) {
        began = .now()
        progress.show(run)
    }

    func didEnd(_ run: PlannedRun, round: Int, _ measured: CellMeasurement) throws(HarnessError) {
        if output.isResumable && Interruption.stop.isStopped { return }
        let row = maker.row(run, round: round, began: began, measured)
        let histograms = RowMaker.histograms(measured)
        report.add(row, number: firstNumber + run.number, measured)
        if keepsLatencies { report.latencies.add(histograms, of: row) }
        try append(row, histograms)
        progress.advance(run, iops: row.iops)
    }

    func didFail(_ run: PlannedRun, _ error: HarnessError) throws(HarnessError) {
        guard output.isResumable, report.mayGoOn(after: error) else { throw error }
        progress.clear()
        Pollbench.say("\(run.name): \(error)")
        progress.skip(run)
    }
}
