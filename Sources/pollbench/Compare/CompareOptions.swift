import ArgumentParser
import Environment
import Harness
import Regression
import Statistics
import Units

/// The criteria of a comparison, and the exit code of its verdict.
struct CompareOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A YAML file that sets the options below, overrides them for some cells, and lists accepted "
                + "regressions; Benchmarks/gate.yaml shows the format. Options override its top level.",
            valueName: "FILE.yaml"))
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "Columns of cells.csv to compare, separated by commas. (default: iops,lat_p50_ns,lat_p99_ns)",
            valueName: "names"),
        transform: CompareWords.metrics)
    var metric: [Metric]?

    @Option(
        help: ArgumentHelp("The smallest change that counts. (default: 1%)", valueName: "percent"),
        transform: CompareWords.part)
    var threshold: Double?

    @Option(
        help: ArgumentHelp("The smallest change of a time that counts. (default: 50ns)", valueName: "time"),
        transform: Parse.shortNanoseconds)
    var floor: UInt64?

    @Option(
        help: ArgumentHelp(
            "Confidence in all verdicts together, in percent. (default: 99)", valueName: "percent"),
        transform: CompareWords.confidence)
    var confidence: Double?

    @Option(
        help: ArgumentHelp(
            "Compare this quantile of the rounds of each side, counted from the best round. Below 50% it ignores "
                + "rounds that others slowed down. (default: 50%, the median)",
            valueName: "percent"),
        transform: CompareWords.quantile)
    var quantile: Double?

    @Option(
        help: ArgumentHelp(
            "With --quantile: the change of the mean of all rounds up to which it is the same. (default: 5%)",
            valueName: "percent"),
        transform: CompareWords.part)
    var allRounds: Double?

    @Flag(help: "The values repeat, as under a clock that counts instructions; no statistics are used.")
    var deterministic = false

    @Flag(help: "Also count rounds that are marked invalid, such as short or disturbed ones.")
    var includeInvalid = false

    @Flag(
        help: """
            Compare even if the settings of a cell, the kernels, the CPUs or the devices differ, if an environment is \
            not known, or if the base is newer than the candidate.
            """)
    var allowDifferent = false

    @Flag(help: "Exit with 0 if nothing is worse but something is inconclusive.")
    var allowInconclusive = false

    @Option(
        help: ArgumentHelp(
            "Output format: text, markdown, json, junit, bencher (its metric format) or github (annotations).",
            valueName: "format"))
    var format = ComparisonFormat.text

    /// The criteria: options override the policy, and the policy overrides the defaults.
    func criteria() throws(HarnessError) -> Criteria {
        let policy = try readPolicy()
        let demand = Demand(
            threshold: threshold ?? policy?.threshold ?? 0.01,
            floorNanoseconds: (floor ?? policy?.floorNanoseconds).map { Double($0) } ?? 50)
        var criteria = Criteria(
            metrics: metric ?? policy?.metrics ?? CompareWords.defaultMetrics, demand: demand,
            confidence: confidence ?? policy?.confidence ?? 0.99)
        criteria.quantile = quantile ?? policy?.quantile ?? criteria.quantile
        criteria.allRounds = allRounds ?? policy?.allRounds ?? criteria.allRounds
        criteria.rules = policy?.rules ?? []
        criteria.acceptances = policy?.acceptances ?? []
        criteria.countsInvalid = includeInvalid || policy?.includesInvalid == true
        criteria.isDeterministic = deterministic
        criteria.allowsDifferent = allowDifferent
        return criteria
    }

    private func readPolicy() throws(HarnessError) -> RegressionPolicy? {
        guard let path = policy else { return nil }
        do {
            return try RegressionPolicy(readingFrom: path)
        } catch {
            throw HarnessError(error)
        }
    }

    /// Compares two results, prints the comparison, and throws its exit code.
    func conclude(_ base: String, _ candidate: String, _ criteria: Criteria) throws {
        let sides = (try ComparisonSide(readingFrom: base), try ComparisonSide(readingFrom: candidate))
        let change = try EnvironmentChange(from: base, to: candidate, isDeterministic: deterministic)
        if allowDifferent { change.missing.forEach(Pollbench.say) }
        let obstacle = change.obstacle ?? Comparison.swapObstacle(sides.0, sides.1)
        if let obstacle, !allowDifferent {
            Pollbench.say("no verdict is possible: \(obstacle); --allow-different compares anyway")
        }
        let comparison = try Comparison(
            sides.0, sides.1, criteria, differences: change.differences,
            obstacle: allowDifferent ? nil : obstacle)
        if let advice = Comparison.advice(on: sides.0, sides.1, criteria) { Pollbench.say(advice) }
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
