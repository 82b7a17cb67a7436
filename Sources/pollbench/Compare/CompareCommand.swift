import ArgumentParser
import Regression
import Statistics

/// `pollbench compare`: the changes between two results.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Report what became better or worse between two results.",
        discussion: """
            Cells are matched by name, rounds by number. A cell whose settings differ between the two results is \
            inconclusive; all cells are if the kernels, CPUs or devices differ or are not known.

            A metric is better or worse if the whole interval of the ratio of medians (99 of 100 such intervals hold \
            the ratio) lies beyond the threshold, the floor and the noise floor, and if a test rejects chance. The \
            noise floor is how much rounds of the base differ from each other. The test is corrected for all cells \
            and metrics: by ranks (Holm), or by all means jointly (Westfall and Young). A metric is the same if the \
            interval lies within the threshold. Everything else is inconclusive, as are fewer than \
            \(fewestRounds) rounds, and rounds that one side lacks.

            If the sides were measured in turns, as by pollbench gate, rounds are compared in pairs. --quantile \
            compares that quantile instead of the median, and the mean of all rounds as well. If the sides were \
            measured one after the other, a change must be larger than any step of a machine \
            (\(Drift.largestStep) times), or each side must have \(Drift.fewestRounds) rounds without another shift of \
            that size.

            With --deterministic, for clocks that count instructions, one round is enough. A change counts from half \
            of the threshold on, so that a change of the whole threshold is never missed. Rounds of a side that \
            differ by more than a fifth of the threshold do not repeat: they are inconclusive, as is everything if \
            the environments differ in more than the commit. --floor, --confidence and --quantile are ignored.

            The exit code is 0 if nothing is worse, 2 if something is worse, and 3 if nothing is worse but something \
            is inconclusive.

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("The old results: a folder, or a cells.csv.", valueName: "base"))
    var base: String

    @Argument(help: ArgumentHelp("The new results, which are judged.", valueName: "candidate"))
    var candidate: String

    @OptionGroup var options: CompareOptions

    func run() throws {
        try options.conclude(base, candidate, try options.criteria())
    }
}
