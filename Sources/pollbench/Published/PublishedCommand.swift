import ArgumentParser
import Harness
import Placement
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
            ratio: the rate of a design to that of interrupts, or the gain in one figure to the gain in another. A \
            figure that needs more CPUs than the machine has is undecided: with --machine all are modelled on a \
            described one, 50 ms of virtual time for each run.

              pollbench published --only F1,F19,F20 --out results/published
              pollbench published --machine xeon-8375c-2x32 --out results/modelled
              pollbench published --from results/published

            The findings are not requirements: the exit code is 0 whether they hold or not.

            \(Pollbench.exitCodes)
            """)

    @Option(help: ArgumentHelp("Only these figures: F6,F7. (default: all)", valueName: "figures"))
    var only: String?

    @Option(.rounds, default: "9; fewer decide nothing") var rounds: Assignment?
    @Option(.runtime, default: "1s; with --machine 50ms") var runtime: Assignment?
    @Option(.repeatDisturbed) var repeatDisturbed: Assignment?
    @Option(.machine) var machine: Assignment?

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
        let figures = try figures()
        let chosen = try machineChoice()
        guard let from else { return try run(figures, on: chosen) }
        guard record.out == nil && !record.dryRun else {
            throw HarnessError.usage(
                "--from judges existing results: it goes with neither --out nor --dry-run")
        }
        let rows = try CellsCSV.rows(ofFile: from + "/cells.csv")
        // Of a description in a file nothing is left in the rows but its name: --machine gives it again.
        let machine =
            chosen ?? rows.compactMap(\.machine).first.flatMap { try? MachineChoice($0) }
        write(rows, of: figures, try topology(of: machine), leftOut: [:])
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

    /// The machine of `--machine`; nil for this one.
    private func machineChoice() throws(HarnessError) -> MachineChoice? {
        guard let machine else { return nil }
        var request = RunRequest(.bare(.model(0)))
        try machine.apply(to: &request)
        let cells = try request.sweep.cells()
        guard cells.count == 1 else { throw .usage("--machine: one machine") }
        return cells[0].machine
    }

    private func topology(of machine: MachineChoice?) throws(HarnessError) -> Topology {
        if let machine { return machine.topology }
        do {
            return try Topology.current()
        } catch {
            throw .environment("\(error)")
        }
    }

    private func run(_ figures: [PostedFigure], on chosen: MachineChoice?) throws {
        let machine = try topology(of: chosen)
        let runnable = figures.filter {
            $0.obstacle == nil && $0.threads <= machine.cpus.count && $0.nodes <= machine.nodes.count
        }
        guard !runnable.isEmpty else { return write([], of: figures, machine, leftOut: [:]) }
        let plan = try Plan(try requests(of: runnable, isModelled: chosen != nil))
        for note in plan.notes { Pollbench.say("\(note)") }
        let session = try Session(plan)
        if record.dryRun { return Pollbench.write([plan].dryRunText) }
        write(try measure(session), of: figures, machine, leftOut: Self.leftOut(plan.skipped))
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

    /// The requests of all matrices, in one schedule: rounds and seed are those of the first.
    private func requests(
        of figures: [PostedFigure], isModelled: Bool
    ) throws(HarnessError) -> [RunRequest] {
        var requests: [RunRequest] = []
        for figure in figures { requests += try matrix(of: figure).requests }
        for index in requests.indices {
            if isModelled {
                requests[index].runtimeNanoseconds = 50_000_000
                requests[index].rampNanoseconds = 5_000_000
            }
            for assignment in [rounds, runtime, repeatDisturbed, machine].compactMap(\.self) {
                try assignment.apply(to: &requests[index])
            }
        }
        return requests
    }

    private func matrix(of figure: PostedFigure) throws(HarnessError) -> Matrix {
        let name = "\(figure.id).yaml"
        if let matrices { return try Matrix(readingFrom: "\(matrices)/\(name)") }
        return try Matrix(text: figure.matrix ?? "", named: name)
    }

    /// The findings that are about these figures alone.
    private func write(
        _ rows: [CellRow], of figures: [PostedFigure], _ machine: Topology, leftOut: [String: String]
    ) {
        let judge = Judge(
            rows, cpus: machine.cpus.count, nodes: machine.nodes.count, leftOut: leftOut,
            countsInvalid: includeInvalid)
        let ids = Set(figures.map(\.id))
        let relations = Relation.all.filter { $0.figures.allSatisfy { ids.contains($0.id) } }
        Pollbench.write(FindingsTable.text(of: relations.map(judge.judgement)))
        if let note = judge.note { Pollbench.say(note) }
    }
}
