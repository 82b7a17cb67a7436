import ArgumentParser
import Harness

/// Some of a matrix's runs, by name.
struct RunFilter: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only runs whose name matches this regular expression; --dry-run lists the names.",
            valueName: "regex"))
    var only: String?

    /// Whether a run of this name is wanted.
    func isWanted() throws(HarnessError) -> (String) -> Bool {
        guard let only else { return { _ in true } }
        return try NameFilter.only(only)
    }
}
