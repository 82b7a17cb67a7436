import ArgumentParser
import Results

/// Where results go.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Form of the results on stdout: text, csv or json.", valueName: "form"))
    var format = OutputFormat.text

    @Option(
        help: ArgumentHelp(
            "A folder for environment.json, cells.csv and histograms.csv; results are added as they come.",
            valueName: "folder"))
    var out: String?

    @Flag(help: "List the runs and the time they take; run nothing.")
    var dryRun = false
}

extension OutputFormat: ExpressibleByArgument {}
