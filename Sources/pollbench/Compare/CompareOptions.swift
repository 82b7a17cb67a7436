import ArgumentParser
import Comparison
import Environment
import Harness

/// What two results are judged by, and what becomes of the verdict.
struct CompareOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A YAML file with all that follows, for some cells otherwise than for the others, and with regressions "
                + "that are accepted; Benchmarks/gate.yaml shows the format. Options count more than its top.",
            valueName: "FILE.yaml"))
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "Columns of cells.csv by comma. (default: iops,lat_p50_ns,lat_p99_ns)", valueName: "names"),
        transform: CompareWords.metrics)
    var metric: [Metric]?

    @Option(
        help: ArgumentHelp("What counts as a change. (default: 1%)", valueName: "percent"),
        transform: CompareWords.part)
    var threshold: Double?

    @Option(
        help: ArgumentHelp("What counts as a change of a time. (default: 50ns)", valueName: "time"),
        transform: Parse.shortNanoseconds)
    var floor: UInt64?

    @Option(
        help: ArgumentHelp(
            "How sure to be of all verdicts at once, in percent. (default: 99)", valueName: "percent"),
        transform: CompareWords.confidence)
    var confidence: Double?

    @Option(
        help: ArgumentHelp(
            "Which round of each side counts: the one that so many of its rounds are better than. Less than a half "
                + "leaves out what others slowed down, where they are not always there. (default: 50%, the median)",
            valueName: "percent"),
        transform: CompareWords.quantile)
    var quantile: Double?

    @Option(
        help: ArgumentHelp(
            "With --quantile: within what the mean of all rounds counts as the same. (default: 5%)",
            valueName: "percent"),
        transform: CompareWords.part)
    var allRounds: Double?

    @Flag(help: "The values repeat, as under a clock that counts instructions: no statistics.")
    var deterministic = false

    @Flag(help: "Count rounds too that are marked as not to be trusted: short or disturbed ones.")
    var includeInvalid = false

    @Flag(
        help: """
            Compare although settings of a cell, kernels, CPUs or devices differ, the environment is not known, or the \
            base is the later one.
            """)
    var allowDifferent = false

    @Flag(help: "End with 0 where nothing is worse but something is inconclusive.")
    var allowInconclusive = false

    @Option(
        help: ArgumentHelp(
            "Form on stdout: text, markdown, json, junit, bencher (its metric format) or github (annotations).",
            valueName: "form"))
    var format = ComparisonFormat.text

    /// What options say, else what the policy says, else the defaults.
    func judgement() throws(HarnessError) -> Judgement {
        let policy = try readPolicy()
        let demand = Demand(
            threshold: threshold ?? policy?.threshold ?? 0.01,
            floorNanoseconds: (floor ?? policy?.floorNanoseconds).map { Double($0) } ?? 50)
        var judgement = Judgement(
            metrics: metric ?? policy?.metrics ?? CompareWords.defaultMetrics, demand: demand,
            confidence: confidence ?? policy?.confidence ?? 0.99)
        judgement.quantile = quantile ?? policy?.quantile ?? judgement.quantile
        judgement.allRounds = allRounds ?? policy?.allRounds ?? judgement.allRounds
        judgement.rules = policy?.rules ?? []
        judgement.acceptances = policy?.acceptances ?? []
        judgement.countsInvalid = includeInvalid || policy?.includesInvalid == true
        judgement.isDeterministic = deterministic
        judgement.allowsDifferent = allowDifferent
        return judgement
    }

    private func readPolicy() throws(HarnessError) -> Policy? {
        guard let path = policy else { return nil }
        do {
            return try Policy(readingFrom: path)
        } catch {
            throw HarnessError(error)
        }
    }

    /// Compares two results, prints what came of it, and throws the exit code that says so.
    func conclude(_ base: String, _ candidate: String, _ judgement: Judgement) throws {
        let sides = (try ResultSet(readingFrom: base), try ResultSet(readingFrom: candidate))
        let change = try EnvironmentChange(from: base, to: candidate, isDeterministic: deterministic)
        if allowDifferent { change.missing.forEach(Pollbench.say) }
        let obstacle = change.obstacle ?? Comparison.swapObstacle(sides.0, sides.1)
        if let obstacle, !allowDifferent {
            Pollbench.say("nothing can be concluded: \(obstacle); --allow-different concludes all the same")
        }
        let comparison = try Comparison(
            sides.0, sides.1, judgement, differences: change.differences,
            obstacle: allowDifferent ? nil : obstacle)
        if let advice = Comparison.advice(on: sides.0, sides.1, judgement) { Pollbench.say(advice) }
        let text = format.text(of: comparison)
        Pollbench.write(format == .text ? text.printableLines : text)
        switch comparison.verdict {
        case .worse: throw ExitCode(2)
        case .inconclusive: try endInconclusive()
        case .accepted, .better, .same: break
        }
    }

    /// - Throws: the exit code, unless it is to be 0.
    func endInconclusive() throws(ExitCode) {
        guard allowInconclusive else { throw ExitCode(3) }
    }
}

extension ComparisonFormat: ExpressibleByArgument {}
