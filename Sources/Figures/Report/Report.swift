import Mustache
import Results
import Units

/// A page about results that needs nothing else: one file, nothing fetched.
public struct Report {
    /// The page.
    public let html: String
    /// Why there are no figures in it; nil if they are there.
    public let missingFigures: String?

    /// - Parameters:
    ///   - baseline: the design that the others are compared with; nil for the usual one.
    ///   - notes: what is known of the designs beside the results.
    /// - Throws: `noBaseline`.
    public init(_ results: ResultSet, baseline: String? = nil, notes: [DesignNote]) throws(FiguresError) {
        let figures = try FigureSet(results, baseline: baseline)
        var svgs: [String] = []
        var missing: String?
        do {
            svgs = try figures.inlineSVGs()
        } catch {
            missing = error.description
        }
        let page = Page(
            results, baseline: try results.baseline(baseline), notes: notes, figures: figures, svgs: svgs,
            missingFigures: missing)
        missingFigures = missing
        html = Self.rendered(page)
    }

    /// The summary and the table, for a mail or a job summary.
    public static func markdown(_ results: ResultSet) -> String {
        let grid = ResultGrid(results.rows)
        let summary = Summary(grid, of: results.rows).sentences
        let commands = Set(results.rows.map(\.command)).sorted().map(Markdown.codeLine)
        return "## pollbench: \(Markdown.escaped(results.name))\n\n"
            + summary.map { "- \(Markdown.escaped($0))\n" }.joined()
            + "\n" + ResultsTable.markdown(of: grid.rows) + "\n"
            + HostTable.all(of: results.rows).map { $0.content.markdown + "\n" }.joined()
            + Markdown.escaped(Caption(results).text(hasIntervals: false)) + " Run by\n\n" + commands.joined()
    }

    private static func rendered(_ page: Page) -> String {
        do {
            var library = MustacheLibrary()
            try library.register(PageTemplate.figure, named: "figure")
            let template = try MustacheTemplate(string: PageTemplate.page)
            // HTML knows no control characters, and text of others may hold any, or what turns its line around.
            return template.render(page, library: library).printableLines
        } catch {
            preconditionFailure("the page's template is a constant that tests render: \(error)")
        }
    }
}
