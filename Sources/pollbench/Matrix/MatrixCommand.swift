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
            and rounds that are missing. Several processes or hosts can share the work, see pollbench merge:

              pollbench matrix Benchmarks/contention.yaml --shard 1/3

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("The matrix.", valueName: "FILE.yaml|name"))
    var file: String

    @OptionGroup var filter: RunFilter
    @OptionGroup var shards: ShardOptions

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

    /// The folder of the results; nil to keep none.
    private var out: String? { record.out ?? shards.folder(of: file) }

    func run() throws {
        guard !resume || out != nil else {
            throw HarnessError.usage("--resume needs --out, the folder with the results to complete")
        }
        var matrix = try ShippedMatrix.matrix(file)
        if let repeatDisturbed { try matrix.apply(repeatDisturbed) }
        if let count = shards.listShards { return try list(try matrix.shards(count), of: matrix) }
        let dealt = try shards.shard.map { (shard: $0, all: try matrix.shards($0.count)) }
        if let dealt, isEmpty(dealt.shard, among: dealt.all) { return }
        if !record.dryRun { MadeDevices.removeLeftovers().forEach(Pollbench.say) }
        let session = try Session(try plan(of: matrix, in: dealt.map { $0.all[$0.shard] }))
        if record.dryRun {
            Pollbench.write([session.plan].dryRunText)
            if round == nil { Pollbench.say(Comparison.advice(onMatrixOf: matrix.rounds)) }
            return
        }
        try execute(session, of: matrix)
    }

    private func list(_ all: MatrixShards, of matrix: Matrix) throws {
        guard shards.shard == nil, filter.only == nil else {
            throw HarnessError.usage("--list-shards is about the whole matrix: leave out --shard and --only")
        }
        Pollbench.write(all.text(rounds: round == nil ? matrix.rounds : 1))
        if all.settingCount < all.parts.count {
            Pollbench.say("\(all.extent), so that further shards have nothing to do")
        }
    }

    /// Whether no setting is left for a shard, which is no failure: an array of jobs may be larger than its matrix.
    private func isEmpty(_ shard: Shard, among all: MatrixShards) -> Bool {
        guard all.parts[shard.number - 1].settings == 0 else { return false }
        Pollbench.say("shard \(shard) has nothing to do: \(all.extent)")
        return true
    }

    private func execute(_ session: Session, of matrix: Matrix) throws {
        if record.out == nil, let out { Pollbench.say("rows go to \(out)") }
        let folder = try out.map { out in
            try MatrixFolder(
                out, matrix, session.plan.runs, isResumed: resume, isWhole: filter.only == nil,
                allowsDifferent: record.allowDifferent)
        }
        var settings = Execution.Output(record)
        settings.path = out
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

    private func plan(of matrix: Matrix, in shard: ShardSettings?) throws -> Plan {
        let plan = try matrix.plan(only: try filter.isWanted(), round: round, in: shard)
        for note in plan.notes { Pollbench.say(note.text(in: .keys)) }
        guard !plan.runs.isEmpty else {
            guard let only = filter.only else {
                let place = shards.shard.map { " of shard \($0)" } ?? ""
                throw HarnessError.environment("\(file): no cell\(place) is left to run")
            }
            throw HarnessError.usage(
                "--only \(only): no run has such a name; --dry-run without it lists the names")
        }
        return plan
    }
}
