import ArgumentParser
import BlockDevices
import Harness
import Regression
import Results

/// `pollbench matrix`: all cells of a YAML file, round by round.
struct MatrixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Run a matrix of stacks, designs and settings. Can be resumed.",
        discussion: """
            A file, or the name of a matrix that comes with the program:

            \(ShippedMatrix.list)

              pollbench matrix contention --out results/contention
              pollbench matrix MINE.yaml --out results/mine

            The files in Benchmarks/ (in packages: share/pollbench/Benchmarks/) show the format.

            Each round runs all cells in another order. After Ctrl-C, a crash or a full disk, --resume runs the cells \
            and rounds that are missing.

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("The matrix.", valueName: "FILE.yaml|name"))
    var file: String

    @OptionGroup var filter: RunFilter

    @Flag(help: "Resume the matrix whose results are in the folder of --out.")
    var resume = false

    @Option(.repeatDisturbed, default: "the matrix's, or 2") var repeatDisturbed: Assignment?

    @Option(
        help: ArgumentHelp(
            "Run only this round, in the order that it has among all: for two builds that take turns.",
            valueName: "number"),
        transform: Parse.round)
    var round: Int?

    @OptionGroup(title: "Results") var record: RecordOptions
    @OptionGroup(title: "Results") var output: OutputOptions

    func run() throws {
        guard !resume || record.out != nil else {
            throw HarnessError.usage("--resume needs --out, the folder with the results to complete")
        }
        var matrix = try ShippedMatrix.matrix(file)
        if let repeatDisturbed { try matrix.apply(repeatDisturbed) }
        if !record.dryRun { MadeDevices.removeLeftovers().forEach(Pollbench.say) }
        let session = try Session(try plan(of: matrix))
        if record.dryRun {
            Pollbench.write([session.plan].dryRunText)
            if round == nil { Pollbench.say(Comparison.advice(onMatrixOf: matrix.rounds)) }
            return
        }
        try execute(session, of: matrix)
    }

    private func execute(_ session: Session, of matrix: Matrix) throws {
        let folder = try record.out.map { out in
            try MatrixFolder(
                out, matrix, session.plan.runs, isResumed: resume, isWhole: filter.only == nil,
                allowsDifferent: record.allowDifferent)
        }
        var settings = Execution.Output(record)
        settings.format = output.format
        settings.isASCII = output.ascii
        settings.folder = folder?.results
        settings.verifies = matrix.requests.contains(where: \.verifies)
        settings.isResumable = true
        let execution = try Execution([session.plan], settings)
        do {
            try execution.begin()
            let done = folder?.results.completeRows.filter { session.plan.rounds.contains($0.round) }
            try execution.run(session, done: done ?? [])
        } catch {
            return try execution.finish(error)
        }
        try execution.finish()
    }

    private func plan(of matrix: Matrix) throws -> Plan {
        let plan = try matrix.plan(only: try filter.isWanted(), round: round)
        for note in plan.notes { Pollbench.say(note.text(in: .keys)) }
        guard !plan.runs.isEmpty else {
            guard let only = filter.only else {
                throw HarnessError.environment("\(file): no cell is left to run")
            }
            throw HarnessError.usage(
                "--only \(only): no run has such a name; --dry-run without it lists the names")
        }
        return plan
    }
}
