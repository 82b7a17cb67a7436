import ArgumentParser
import Harness
import Placement
import Published
import Results
import Units

/// `pollbench published`: what the mailing lists found, shown again or not.
struct PublishedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "published",
        abstract: "Run the published figures again, and say which of the findings hold here.",
        discussion: """
            Each figure F1 to F20 has a matrix in Benchmarks/published, whose model devices give the rate that was \
            posted for interrupts. All run in one schedule; then each finding is judged by the interval of a ratio: a \
            design's rate by that of interrupts, or the gains of two figures. What this machine has too few CPUs for \
            is undecided.

              pollbench published --only F1,F19,F20 --out results/published
              pollbench published --from results/published

            The findings are no requirement: the exit code is 0 whatever they come to.

            \(Pollbench.exitCodes)
            """)

    @Option(help: ArgumentHelp("Only these figures: F6,F7. (default: all)", valueName: "figures"))
    var only: String?

    @Option(.rounds, default: "9; fewer decide nothing") var rounds: Assignment?
    @Option(.runtime, default: "1s") var runtime: Assignment?
    @Option(.repeatDisturbed) var repeatDisturbed: Assignment?

    @Flag(help: "Judge by rounds too that are marked as not to be trusted: short or disturbed ones.")
    var includeInvalid = false

    @OptionGroup var record: RecordOptions

    @Option(help: ArgumentHelp("Run nothing; judge the results of this folder.", valueName: "folder"))
    var from: String?

    @Option(help: ArgumentHelp("Where the matrices are.", valueName: "folder"))
    var matrices = "Benchmarks/published"

    func run() throws {
        let figures = try figures()
        let machine = try machine()
        guard let from else { return try run(figures, machine) }
        guard record.out == nil && !record.dryRun else {
            throw HarnessError.usage("--from judges what is there: it goes with neither --out nor --dry-run")
        }
        write(try CellsCSV.rows(ofFile: from + "/cells.csv"), of: figures, machine, leftOut: [:])
    }

    private func figures() throws(HarnessError) -> [Figure] {
        guard let only else { return Figure.all }
        return try Parse.words(only).map { (word) throws(HarnessError) in
            guard let figure = Figure.named(word) else {
                throw .usage("--only \(word): the figures are F1 to F20")
            }
            return figure
        }
    }

    private func machine() throws(HarnessError) -> Topology {
        do {
            return try Topology.current()
        } catch {
            throw .environment("\(error)")
        }
    }

    private func run(_ figures: [Figure], _ machine: Topology) throws {
        let runnable = figures.filter {
            $0.obstacle == nil && $0.threads <= machine.cpus.count && $0.nodes <= machine.nodes.count
        }
        guard !runnable.isEmpty else { return write([], of: figures, machine, leftOut: [:]) }
        let plan = try Plan(try requests(of: runnable))
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

    /// Why a figure's own design cannot run here, by the figure's name.
    private static func leftOut(_ skipped: [SkippedDesign]) -> [String: String] {
        skipped.reduce(into: [:]) { reasons, skipped in
            guard let figure = skipped.stack.flatMap(Figure.named), figure.design == skipped.design else {
                return
            }
            reasons[figure.id] = "\(skipped.design) is left out: \(skipped.reason)"
        }
    }

    /// What the matrices ask for, in one schedule: rounds and seed are those of the first.
    private func requests(of figures: [Figure]) throws(HarnessError) -> [RunRequest] {
        var requests: [RunRequest] = []
        for figure in figures {
            requests += try Matrix(readingFrom: "\(matrices)/\(figure.id).yaml").requests
        }
        for index in requests.indices {
            for assignment in [rounds, runtime, repeatDisturbed].compactMap(\.self) {
                try assignment.apply(to: &requests[index])
            }
        }
        return requests
    }

    /// The findings that are about these figures alone.
    private func write(
        _ rows: [CellRow], of figures: [Figure], _ machine: Topology, leftOut: [String: String]
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
