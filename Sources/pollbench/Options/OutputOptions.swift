import ArgumentParser
import Results

/// Where results go.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Form of the results on stdout: text, markdown, csv, json or fio-json.",
            discussion: """
                text is a table with bars below it, markdown a table for a mail or a job summary. \
                fio-json is the layout of fio's json+, a job for each cell. With --out there is also a file for each \
                cell, as fio-plot wants them: fio-plot -i FOLDER/fio-json/DESIGN/4k -r randread -l -T title. \
                It does not draw rw and randrw: their reads and writes are measured together.
                """, valueName: "form"))
    var format = OutputFormat.text

    @Option(
        help: ArgumentHelp(
            "A folder for environment.json, cells.csv and histograms.csv; results are added as they come.",
            valueName: "folder"))
    var out: String?

    @Flag(help: allowDifferentHelp)
    var allowDifferent = false

    static let allowDifferentHelp: ArgumentHelp =
        "Add to results that were measured under another kernel or CPU, or with other settings; rows say which."

    @Flag(help: "Nothing but ASCII in the text: bars of #, us for µs.")
    var ascii = false

    @Flag(help: "List the runs and the time they take; run nothing.")
    var dryRun = false
}

extension OutputFormat: ExpressibleByArgument {}
