import ArgumentParser
import BlockLayer
import Figures

/// `pollbench report`: one page about results.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a self-contained HTML page about results, or a Markdown summary.",
        discussion: """
            The page needs no network: figures, table, designs, environment and command lines are in it. It claims \
            only what the results support.

              pollbench report results/contention -o report.html

            \(Pollbench.exitCodes)
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case html, markdown
    }

    @OptionGroup var options: ResultOptions

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write (default: stdout).", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("Format of the report: html or markdown.", valueName: "format"))
    var format = Format.html

    func run() throws {
        let results = try options.results()
        switch format {
        case .html:
            let report = try Report(results, baseline: options.baseline, notes: Self.notes)
            try OutputFile.write(report.html, to: out)
            if let missing = report.missingFigures { Pollbench.say("the page has no figures: \(missing)") }
        case .markdown:
            try OutputFile.write(Report.markdown(results), to: out)
        }
    }

    private static var notes: [DesignNote] {
        Catalogue.all.map { design in
            DesignNote(
                name: design.card.name, source: design.card.origin, link: design.card.link,
                idea: design.card.idea)
        }
    }
}
