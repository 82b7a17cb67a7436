import ArgumentParser
import Comparison

/// `pollbench compare`: what changed between two results.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Tell what became better or worse between two results.",
        discussion: """
            Cells are matched by name, rounds by number. A cell whose settings differ between the two is inconclusive, \
            as all cells are if kernels, CPUs or devices differ or are not known. Something is better or worse if the \
            whole interval of the ratio of medians (rounds drawn again, 99 of 100 such intervals hold the ratio) lies \
            beyond the threshold, the floor and the noise floor, which is how far the base is from itself; and if a \
            rank test, corrected by Holm for all cells and metrics, says that it is no accident. It is the same if the \
            interval lies within the threshold; everything else is inconclusive, as are fewer than \
            \(Judgement.fewestRounds) rounds. Where the sides were measured in turns, as pollbench gate does, rounds \
            are compared one by one, unless --quantile asks for another round than the median.

            With --deterministic, for clocks that count instructions, one round is enough. A change is one from half \
            of the threshold on, so that one of the whole threshold is never missed; rounds of a side that differ by \
            more than a fifth of it do not repeat and are inconclusive, and so is anything if the environments differ \
            in more than the commit. --floor, --confidence and --quantile have no say.

            Ends with 0 if nothing is worse, 2 if something is, and 3 if nothing is but something is inconclusive.

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("What was: a folder of results, or a cells.csv.", valueName: "base"))
    var base: String

    @Argument(help: ArgumentHelp("What is to be judged.", valueName: "candidate"))
    var candidate: String

    @OptionGroup var options: CompareOptions

    func run() throws {
        try options.conclude(base, candidate, try options.judgement())
    }
}
