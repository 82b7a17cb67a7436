import ArgumentParser
import Figures
import Harness

/// The results to show, and the design that they are compared with.
struct ResultOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("A folder of results, or a single file like cells.csv.", valueName: "RESULTS"))
    var path: String

    @Option(
        help: ArgumentHelp(
            "The design that the others are compared with (default: interrupt, kernel or the oldest design, "
                + "whichever is in the most cells).",
            valueName: "design"))
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "Only cells whose names this regular expression matches anywhere.", valueName: "regex"))
    var only: String?

    func results() throws -> ResultSet {
        let results = try ResultSet(readingFrom: path)
        guard let only else { return results }
        return try results.only(only, where: try NameFilter.only(only))
    }
}
