import ArgumentParser
import Foundation
import Harness
import Results

/// Does what sessions have planned: rows into the folder as they come, how far it is on a terminal, the results on
/// stdout at the end.
struct Execution {
    private let output: OutputOptions
    private let verifies: Bool
    private let folder: ResultsFolder?
    private let writesResults: Bool
    private let plans: [RunPlan]
    private let environment: FolderEnvironment?
    private var maker = RowMaker()
    private var report = RunReport()
    private var progress: Progress

    /// - Parameters:
    ///   - plans: of all sessions to come.
    ///   - verifies: whether it shall be told what was verified.
    ///   - writesResults: whether they go to stdout; if not, the caller has something to say of the ``rows``.
    /// - Throws: `usage` for a folder with rows of another kernel, CPU or device.
    init(
        _ plans: [RunPlan], _ output: OutputOptions, verifies: Bool, to folder: ResultsFolder?,
        writesResults: Bool = true
    ) throws {
        environment = try folder.map {
            try FolderEnvironment(plans, in: $0, allowsDifferent: output.allowDifferent)
        }
        maker.environment = environment?.id
        self.plans = plans
        self.output = output
        self.verifies = verifies
        self.folder = folder
        self.writesResults = writesResults
        progress = Progress(plans)
    }

    /// Runs the sessions that `body` hands over, and prints what came of them, also if it throws.
    ///
    /// - Throws: what `body` throws, and the exit code where IOs failed or a signal ended it all.
    mutating func callAsFunction(_ body: (inout Execution) throws -> Void) throws {
        Interruption.begin()
        var failure: (any Error)?
        do {
            try lookAround()
            try body(&self)
        } catch {
            failure = error
        }
        progress.clear()
        let done = report.rows
        // Programs read a document, also an empty one.
        if writesResults && (!done.isEmpty || output.format != .text) {
            let bars = BarStyle.ofStdout(isASCII: output.ascii)
            Pollbench.write(output.format.text(of: done, report.latencies, bars: bars))
        }
        if output.format == .fioJSON, let out = output.out {
            try FioFolder.write(done, report.latencies, to: out + "/fio-json")
        }
        // A run that came to no end has not verified what it was asked to.
        for note in report.notes(verifies: verifies && failure == nil) { Pollbench.say(note) }
        if let failure { throw failure }
        if let signal = Interruption.signal { throw ExitCode(128 + signal) }
        if report.hasFailures { throw ExitCode.failure }
    }

    /// What came of the runs so far.
    var rows: [CellRow] { report.rows }

    /// Writes what the numbers depend on, and says what is not idle.
    private func lookAround() throws {
        try environment?.write()
        if let note = environment?.note { Pollbench.say(note) }
        RunEnvironment.idleNotes(before: plans).forEach(Pollbench.say)
    }

    /// Does the runs of a session.
    ///
    /// - Parameters:
    ///   - done: rows of runs that need not be done again.
    ///   - isResumable: what is interrupted or cannot be done is no result, and can be done later.
    mutating func run(_ session: Session, done: [CellRow] = [], isResumable: Bool = false) throws {
        let keys = Set(done.map { ResumeKey($0) })
        let first = report.nextNumber
        try count(done, of: session, from: first)
        var began = UTCTime.now()
        try session.run(
            stop: Interruption.stop, isDone: { keys.contains(ResumeKey($0, $1)) },
            watch: RunEnvironment.watch,
            begin: { run in
                began = .now()
                progress.show(run)
            },
            end: { (run, round, measured) throws(HarnessError) in
                if isResumable && Interruption.stop.isStopped { return }
                let row = maker.row(run, round: round, began: began, measured)
                report.add(
                    row, number: first + run.number, measured, keepsLatencies: output.format == .fioJSON)
                try append(row, measured)
                progress.advance(run, iops: row.iops)
            },
            fail: { (run, error) throws(HarnessError) in
                guard isResumable, report.mayGoOn(after: error) else { throw error }
                progress.clear()
                Pollbench.say("\(run.name): \(error)")
                progress.skip(run)
            })
    }

    /// Takes what was done before for part of the results.
    private mutating func count(_ done: [CellRow], of session: Session, from first: Int) throws {
        if output.format == .fioJSON, let folder, !done.isEmpty {
            report.latencies = try folder.latencies(of: done)
        }
        let runs = Dictionary(uniqueKeysWithValues: session.runs.map { ($0.name, $0) })
        for row in done {
            guard let run = runs[row.cellID] else { continue }
            report.add(row, number: first + run.number)
            progress.skip(run)
        }
    }

    private func append(_ row: CellRow, _ measured: CellMeasurement) throws(HarnessError) {
        do {
            try folder?.append(row, histograms: RowMaker.histograms(measured))
        } catch {
            throw .environment(error.description)
        }
    }
}
