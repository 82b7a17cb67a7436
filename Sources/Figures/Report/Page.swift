import Foundation
import Results
import Statistics

/// The contents of the page, under the names of its template.
struct Page {
    let name: String
    let caption: String
    let answer: [String]
    let sentences: [String]
    /// What says the same as the answer.
    let answerFigures: [Drawing]
    let overview: [Drawing]
    let settings: [SettingFigures]
    let missingFigures: [String]
    let columns: [Heading]
    let rows: [Line]
    let rowCount: Int
    let hosts: [Hosts]
    let cards: [DesignCards.Card]
    let baseline: String
    let invalid: [InvalidCell]
    let environment: [EnvironmentFacts.Fact]
    let commands: [String]
    let matrix: [String]
    let hasInvalid: Bool
    let hasHosts: Bool
    let hasEnvironment: Bool
    let factCount: Int
    let style = PageTemplate.style
    let script = PageTemplate.script
    let fewestRounds = Statistics.fewestRounds

    struct Drawing {
        /// The name of the figure, which is ASCII.
        let id: String
        let title: String
        let note: String
        let svg: String
    }

    struct SettingFigures {
        let label: String
        let isOpen: Bool
        let figures: [Drawing]
    }

    struct Heading {
        let name: String
        let unit: String
        let kind: String
    }

    struct Line { let cells: [Cell] }

    struct Cell {
        let text: String
        let kind: String
    }

    /// A table of the hosts that ran the same cells.
    struct Hosts {
        let title: String
        let columns: [Heading]
        let rows: [Line]
        let notes: [String]
    }

    struct InvalidCell {
        let name: String
        let rounds: String
        let reasons: String
    }

    /// What figures may take of a page that is sent by mail.
    private static let mostFigureBytes = 2_600_000

    init(
        _ results: ResultSet, baseline: String, notes: [DesignNote], figures: FigureSet, svgs: [String],
        missingFigures: String?
    ) {
        let grid = ResultGrid(results.rows)
        name = results.name
        caption = Caption(results).text(hasIntervals: false)
        let summary = Summary(grid, of: results.rows)
        (answer, sentences) = (summary.first, summary.further)
        let drawn = Self.drawings(figures, svgs)
        answerFigures = drawn.overview.filter { $0.id.hasPrefix("answer") }
        overview = drawn.overview.filter { !$0.id.hasPrefix("answer") }
        settings = drawn.settings
        self.missingFigures = [missingFigures, drawn.leftOut].compactMap(\.self)
        let table = Self.table(of: grid.rows)
        columns = table.columns
        rows = table.rows
        rowCount = table.rows.count
        hosts = HostTable.all(of: results.rows).map { Self.hosts($0.content) }
        hasHosts = !hosts.isEmpty
        cards = DesignCards(grid: grid, baseline: baseline, notes: notes, answers: summary.answers).cards
        self.baseline = baseline
        invalid = Self.invalidCells(grid)
        hasInvalid = !invalid.isEmpty
        environment = results.environment?.facts ?? []
        hasEnvironment = !environment.isEmpty
        factCount = environment.count
        commands = Set(results.rows.map(\.command)).filter { !$0.isEmpty }.sorted()
        matrix = results.matrix.map { [$0] } ?? []
    }

    // MARK: Figures

    private static func drawings(
        _ figures: FigureSet, _ svgs: [String]
    ) -> (overview: [Drawing], settings: [SettingFigures], leftOut: String?) {
        var room = mostFigureBytes
        var leftOut = 0
        var next = 0
        func drawn(_ figures: [Figure]) -> [Drawing] {
            figures.compactMap { figure in
                defer { next += 1 }
                guard next < svgs.count, !svgs[next].isEmpty else { return nil }
                let svg = room > 0 ? InlineSVG.text(svgs[next], name: figure.name) : ""
                room -= svg.utf8.count
                guard room > 0 else {
                    leftOut += 1
                    return nil
                }
                return Drawing(id: figure.name, title: figure.fullTitle, note: figure.note, svg: svg)
            }
        }
        let overview = drawn(figures.overview)
        let isAlone = figures.settings.count == 1
        let settings = figures.settings.map { setting in
            SettingFigures(
                label: setting.label.isEmpty ? "The designs beside each other" : setting.label,
                isOpen: isAlone,
                figures: drawn(setting.figures))
        }
        let note = "\(leftOut) figures are left out, so that the page stays small: pollbench plot draws them"
        return (overview, settings.filter { !$0.figures.isEmpty }, leftOut > 0 ? note : nil)
    }

    // MARK: Table

    private static func table(of rows: [CellRow]) -> (columns: [Heading], rows: [Line]) {
        guard let content = ResultsTable.content(of: rows) else { return ([], []) }
        let columns = content.columns.flatMap { column in
            column.name == "iops"
                ? [column, intervals(of: CellSummary.summaries(of: rows))].compactMap(\.self) : [column]
        }
        return (headings(of: columns), lines(of: columns, count: content.rowCount))
    }

    private static func hosts(_ content: TableContent) -> Hosts {
        Hosts(
            title: content.title, columns: headings(of: content.columns),
            rows: lines(of: content.columns, count: content.rowCount), notes: content.notes)
    }

    private static func headings(of columns: [TableContent.Column]) -> [Heading] {
        columns.map { Heading(name: $0.name, unit: $0.unit, kind: $0.isNumeric ? "number" : "word") }
    }

    private static func lines(of columns: [TableContent.Column], count: Int) -> [Line] {
        (0..<count).map { row in
            Line(
                cells: columns.map { column in
                    let kind = column.isNumeric ? "number" : "word"
                    return Cell(
                        text: column.texts[row], kind: column.best.contains(row) ? kind + " best" : kind)
                })
        }
    }

    /// The intervals of the rates, in the order of the cells; nil where there is but one round.
    private static func intervals(of cells: [CellSummary]) -> TableContent.Column? {
        guard cells.contains(where: { $0.shown.count > 1 }) else { return nil }
        let estimates = cells.map { Estimate(of: $0, \.iops) }
        let unit = AxisUnit.rate(estimates.compactMap { $0?.median })
        let texts = estimates.map { $0.map { "\(unit.text($0.low))–\(unit.text($0.high))" } ?? "-" }
        return TableContent.Column("interval", unit: unit.suffix, texts: texts)
    }

    private static func invalidCells(_ grid: ResultGrid) -> [InvalidCell] {
        grid.cells.filter { !$0.invalidRounds.isEmpty }.map { cell in
            let reasons = Set(cell.invalidRounds.map { $0.invalidReason ?? "no reason given" }).sorted()
            return InvalidCell(
                name: cell.asked.cellID, rounds: "\(cell.invalidRounds.count) of \(cell.rounds.count)",
                reasons: reasons.joined(separator: "; "))
        }
    }
}
