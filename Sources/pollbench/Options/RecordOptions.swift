import ArgumentParser

/// Where measured rows are kept, for all commands that measure.
struct RecordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write environment.json, cells.csv and histograms.csv to this folder; rows are added as runs end.",
            valueName: "folder"))
    var out: String?

    @Flag(
        help: """
            Add to results that were measured with another kernel or CPU, or with other settings; each row records its \
            own.
            """)
    var allowDifferent = false

    @Flag(help: "List the runs and how long they take, and run nothing.")
    var dryRun = false
}
