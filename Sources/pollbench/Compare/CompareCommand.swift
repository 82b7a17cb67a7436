import ArgumentParser
import Comparison
import Environment
import Harness
import Tables

/// `pollbench compare`: what changed between two results.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Tell what became better or worse between two results.",
        discussion: """
            Cells are matched by name, rounds by number. Something is better or worse if the whole interval of the \
            ratio of medians (rounds drawn again, 99 of 100 such intervals hold the ratio) lies beyond the threshold, \
            the floor and the noise floor, which is how far the base is from itself; and if a rank test, corrected by \
            Holm for all cells and metrics, says that it is no accident. It is the same if the interval lies within \
            the threshold; everything else is inconclusive, as are fewer than \(Judgement.fewestRounds) rounds.

            With --deterministic, for clocks that count instructions, one round is enough. A change is one from half \
            of the threshold on, so that one of the whole threshold is never missed; rounds of a side that differ by \
            more than a fifth of it do not repeat and are inconclusive, and so is anything if the environments differ \
            in more than the commit. --floor and --confidence have no say.

            Ends with 0 if nothing is worse, 2 if something is, and 3 if nothing is but something is inconclusive.

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("What was: a folder of results, or a cells.csv.", valueName: "base"))
    var base: String

    @Argument(help: ArgumentHelp("What is to be judged.", valueName: "candidate"))
    var candidate: String

    @Option(
        help: ArgumentHelp(
            "Columns of cells.csv by comma. (default: iops,lat_p50_ns,lat_p99_ns)", valueName: "names"),
        transform: CompareOptions.metrics)
    var metric = CompareOptions.defaultMetrics

    @Option(
        help: ArgumentHelp("What counts as a change. (default: 1%)", valueName: "percent"),
        transform: CompareOptions.threshold)
    var threshold = 0.01

    @Option(
        help: ArgumentHelp("What counts as a change of a time. (default: 50ns)", valueName: "time"),
        transform: Parse.nanoseconds)
    var floor: UInt64 = 50

    @Option(
        help: ArgumentHelp(
            "How sure to be of all verdicts at once, in percent. (default: 99)", valueName: "percent"),
        transform: CompareOptions.confidence)
    var confidence = 0.99

    @Flag(help: "The values repeat, as under a clock that counts instructions: no statistics.")
    var deterministic = false

    @Flag(help: "Conclude something although kernels, CPUs or devices differ, or the base is the later one.")
    var allowDifferent = false

    @Flag(help: "End with 0 where nothing is worse but something is inconclusive.")
    var allowInconclusive = false

    @Option(
        help: ArgumentHelp(
            "Form on stdout: text, markdown, json, junit, bencher (its metric format) or github (annotations).",
            valueName: "form"))
    var format = ComparisonFormat.text

    func run() throws {
        let sides = (try ResultSet(readingFrom: base), try ResultSet(readingFrom: candidate))
        let change = try EnvironmentChange(
            from: base, to: candidate, isDeterministic: deterministic)
        for note in change.notes { Pollbench.say(note) }
        let obstacle = change.obstacle ?? Comparison.swapObstacle(sides.0, sides.1)
        if let obstacle, !allowDifferent {
            Pollbench.say("nothing can be concluded: \(obstacle); --allow-different concludes all the same")
        }
        var judgement = Judgement(
            metrics: metric, threshold: threshold, floorNanoseconds: Double(floor), confidence: confidence)
        judgement.isDeterministic = deterministic
        let comparison = try Comparison(
            sides.0, sides.1, judgement, differences: change.differences,
            obstacle: allowDifferent ? nil : obstacle)
        let text = format.text(of: comparison)
        Pollbench.write(format == .text ? text.printableLines : text)
        switch comparison.verdict {
        case .worse: throw ExitCode(2)
        case .inconclusive where !allowInconclusive: throw ExitCode(3)
        case .inconclusive, .better, .same: break
        }
    }
}

extension ComparisonFormat: ExpressibleByArgument {}
