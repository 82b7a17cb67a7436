import ArgumentParser
import Harness
import Published
import Results
import Units

/// `pollbench published`: the findings of the mailing lists, measured again.
struct PublishedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "published",
        abstract: "Run the figures from the mailing lists again and report which findings hold here.",
        discussion: """
            Each of the figures F1 to F20 has a built-in matrix. Its model devices are set to reach the rate that was \
            posted for interrupts. All matrices run in one schedule. Then each finding is judged by the interval of a \
            ratio: the rate of a design to that of interrupts, or the gain in one figure to the gain in another.

            A figure is measured here if this machine has the CPUs and NUMA nodes for it, and it is modelled on a \
            described machine, 150 ms of virtual time for each run. The table shows both. --machine real measures \
            only; --machine NAME models all figures on that machine and measures none.

              pollbench published --only F1,F19,F20 --out results/published
              pollbench published --machine epyc-7763-2x64 --out results/modelled
              pollbench published --from results/published

            The findings are not requirements: the exit code is 0 whether they hold or not.

            \(Pollbench.exitCodes)
            """)

    @Option(help: ArgumentHelp("Only these figures: F6,F7. (default: all)", valueName: "figures"))
    var only: String?

    @Option(.rounds, default: "9; fewer decide nothing") var rounds: Assignment?
    @Option(.runtime, default: "1s; modelled 150ms") var runtime: Assignment?
    @Option(.repeatDisturbed) var repeatDisturbed: Assignment?
    @Option(.machine, default: "real, and xeon-8375c-2x32 or for F15 and F16 ryzen-5700x-8")
    var machine: Assignment?

    @Flag(help: "Also count rounds that are marked invalid, such as short or disturbed ones.")
    var includeInvalid = false

    @OptionGroup var record: RecordOptions

    @Option(help: ArgumentHelp("Run nothing; judge the results in this folder.", valueName: "folder"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "Take the matrices F1.yaml, F2.yaml, … of this folder instead of the built-in ones.",
            valueName: "folder"))
    var matrices: String?

    func run() throws {
        let runs = try FigureRuns(try figures(), on: machine)
        guard let from else { return try run(runs) }
        guard record.out == nil && !record.dryRun else {
            throw HarnessError.usage(
                "--from judges existing results: it goes with neither --out nor --dry-run")
        }
        try write(try CellsCSV.rows(ofFile: from + "/cells.csv"), of: runs, leftOut: [:])
    }

    private func figures() throws(HarnessError) -> [PostedFigure] {
        guard let only else { return PostedFigure.all }
        return try Parse.words(only).map { (word) throws(HarnessError) in
            guard let figure = PostedFigure.named(word) else {
                throw .usage("--only \(word): the figures are F1 to F20")
            }
            return figure
        }
    }

    private func run(_ runs: FigureRuns) throws {
        let assignments = [rounds, runtime, repeatDisturbed].compactMap(\.self)
        let requests = try runs.requests(matrix, assignments)
        guard !requests.isEmpty else { return try write([], of: runs, leftOut: [:]) }
        let plan = try Plan(requests)
        for note in plan.notes { Pollbench.say("\(note)") }
        let session = try Session(plan)
        if record.dryRun { return Pollbench.write([plan].dryRunText) }
        try write(try measure(session), of: runs, leftOut: Self.leftOut(plan.skipped))
    }

    private func measure(_ session: Session) throws -> [CellRow] {
        var settings = Execution.Output(record)
        settings.folder = try record.out.map { try OwnFolder.open($0, for: .published) }
        settings.isResumable = true
        let execution = try Execution([session.plan], settings)
        do {
            try execution.begin()
            try execution.run(session)
        } catch {
            try execution.finish(error)
        }
        try execution.finish()
        return execution.rows
    }

    /// The reasons why the designs of figures cannot run here, by the names of the figures.
    private static func leftOut(_ skipped: [SkippedDesign]) -> [String: String] {
        skipped.reduce(into: [:]) { reasons, skipped in
            guard let figure = skipped.stack.flatMap(PostedFigure.named), figure.design == skipped.design
            else {
                return
            }
            reasons[figure.id] = "\(skipped.design) is left out: \(skipped.reason)"
        }
    }

    private func matrix(of figure: PostedFigure) throws(HarnessError) -> Matrix {
        let name = "\(figure.id).yaml"
        if let matrices { return try Matrix(readingFrom: "\(matrices)/\(name)") }
        return try Matrix(text: figure.matrix ?? "", named: name)
    }

    /// The findings that are about these figures alone.
    private func write(_ rows: [CellRow], of runs: FigureRuns, leftOut: [String: String]) throws {
        let judges = try runs.machines(of: rows).map {
            Judge(rows, on: $0, leftOut: leftOut, countsInvalid: includeInvalid)
        }
        let ids = Set(runs.figures.map(\.id))
        let relations = Relation.all.filter { $0.figures.allSatisfy { ids.contains($0.id) } }
        Pollbench.write(FindingsTable.text(of: relations.map { Finding($0, by: judges) }))
        for note in judges.compactMap(\.note) { Pollbench.say(note) }
    }
}
