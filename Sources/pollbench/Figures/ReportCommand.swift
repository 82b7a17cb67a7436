import ArgumentParser
import BlockLayer
import Figures
import Foundation
import Harness

/// `pollbench report`: one page about results.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write one self-contained page about results, or their summary as Markdown.",
        discussion: """
            The page needs no network: figures, table, designs, environment and the command lines are in it. Its \
            sentences say no more than the results support.

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

    @Option(help: ArgumentHelp("Form of the report: html or markdown.", valueName: "form"))
    var format = Format.html

    func run() throws {
        let results = try options.results()
        switch format {
        case .html:
            let report = try Report(results, baseline: options.baseline, notes: Self.notes)
            try write(report.html)
            if let missing = report.missingFigures { Pollbench.say("the page has no figures: \(missing)") }
        case .markdown:
            try write(Report.markdown(results))
        }
    }

    private func write(_ text: String) throws {
        guard let out else { return Pollbench.write(text) }
        do {
            try text.write(toFile: out, atomically: false, encoding: .utf8)
        } catch {
            throw HarnessError.environment(
                "\(out): cannot write the report: \(String(cString: strerror(errno)))")
        }
    }

    private static var notes: [DesignNote] {
        Catalogue.entries.map { DesignNote(name: $0.card.name, source: $0.card.source, idea: $0.card.idea) }
    }
}
