import ArgumentParser
import BlockDevices
import Harness
import Regression
import Results

/// `pollbench matrix`: all cells of a YAML file, round by round.
struct MatrixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Run a matrix of stacks, designs and settings; resumable.",
        discussion: """
            The files in Benchmarks/ show the format, nvme-template.yaml one for drives of your own:

              pollbench matrix Benchmarks/contention.yaml --out results/contention

            Every round visits all cells in another order. After Ctrl-C, a crash or a full disk --resume goes on with \
            the cells and rounds that are missing.

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("The matrix.", valueName: "FILE.yaml"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "Only the runs whose names this regular expression matches somewhere; --dry-run shows the names.",
            valueName: "regex"))
    var only: String?

    @Flag(help: "Go on with the matrix that the folder of --out holds.")
    var resume = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How often a run is repeated that others disturbed, in place of the file's repeat_disturbed. (default: 2)",
            valueName: "number"),
        transform: Parse.number)
    var repeatDisturbed: Int?

    @Option(
        help: ArgumentHelp(
            "Only this round, as it is among all: for two builds that take turns.", valueName: "number"),
        transform: Parse.round)
    var round: Int?

    @OptionGroup(title: "Results") var output: OutputOptions

    func run() throws {
        guard !resume || output.out != nil else {
            throw HarnessError.usage("--resume goes on with what a folder holds: name it by --out")
        }
        var matrix = try Matrix(readingFrom: file)
        if let repeatDisturbed { matrix.repeatsOfDisturbed = repeatDisturbed }
        if !output.dryRun { MadeDevices.removeLeftovers().forEach(Pollbench.say) }
        let session = try session(of: matrix)
        let plan = RunPlan(session)
        if output.dryRun {
            Pollbench.write(RunPlan.text(of: [plan]))
            if round == nil { Pollbench.say(Comparison.advice(onMatrixOf: matrix.rounds)) }
            return
        }
        let folder = try output.out.map { out in
            try MatrixFolder(
                out, matrix, session.runs, isResumed: resume, isWhole: only == nil,
                allowsDifferent: output.allowDifferent)
        }
        let verifies = matrix.requests.contains(where: \.verifies)
        var execution = try Execution([plan], output, verifies: verifies, to: folder?.results)
        try execution { execution in
            let done = folder?.results.completeRows.filter { session.rounds.contains($0.round) }
            try execution.run(session, done: done ?? [], isResumable: true)
        }
    }

    private func session(of matrix: Matrix) throws -> Session {
        let session = try matrix.session(only: try filter(), round: round)
        for note in session.notes { Pollbench.say(MatrixWords.text(note)) }
        guard !session.runs.isEmpty else {
            guard let only else { throw HarnessError.environment("\(file): no cell is left to run") }
            throw HarnessError.usage(
                "--only \(only): no run has such a name; --dry-run without it shows the names")
        }
        return session
    }

    private func filter() throws(HarnessError) -> (String) -> Bool {
        guard let only else { return { _ in true } }
        return try NameFilter.only(only)
    }
}
