import ArgumentParser
import Results

/// How results are printed.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Format of the results on stdout.",
            discussion: """
                text is a table with bars below it; markdown is a table for a mail or a job summary. \
                fio-json is the layout of fio's json+, with a job per cell. With --out there is also a file per cell, \
                as fio-plot reads them: fio-plot -i FOLDER/fio-json/DESIGN/4k -r randread -l -T title. \
                fio-plot cannot draw rw and randrw, since their reads and writes are measured together.
                """, valueName: "format"))
    var format = OutputFormat.text

    @Flag(help: "Use only ASCII in the text: bars of #, and us for µs.")
    var ascii = false
}

extension OutputFormat: ExpressibleByArgument {}
