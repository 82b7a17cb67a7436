import Foundation
import Results
import Statistics

/// The comparison as a table for people: a line for each cell and metric, and the summary below.
enum ComparisonTable {
    private static let headings = [
        "cell", "metric", "base", "candidate", "change", "interval", "limit", "rounds", "verdict", "why",
    ]

    static func text(of comparison: Comparison) -> String {
        let rows = comparison.cells.map(cells)
        var grid = TextGrid()
        grid.columns = headings.indices.map { column in
            let isNumber = (2...7).contains(column)
            return TextGrid.Column(
                alignment: isNumber ? .right : .left, cells: [headings[column]] + rows.map { $0[column] })
        }
        let differences = comparison.differences.map { "  \($0)\n" }.joined()
        return (differences.isEmpty ? "" : "The environments differ:\n" + differences + "\n") + grid.text
            + "\n" + footing(comparison) + "\n" + comparison.notes.map { $0 + "\n" }.joined()
    }

    static func markdown(of comparison: Comparison) -> String {
        func line(_ cells: [String]) -> String {
            "| " + cells.joined(separator: " | ") + " |\n"
        }
        let rule = "|---|---|--:|--:|--:|--:|--:|--:|---|---|\n"
        let differences = comparison.differences.map { "- \(Markdown.escaped($0))\n" }.joined()
        let rows = comparison.cells.map { cell in
            var texts = cells(cell).map(Markdown.escaped)
            if cell.verdict == .worse { texts[8] = "**worse**" }
            return line(texts)
        }
        return "### pollbench: \(comparison.summary)\n\n"
            + (differences.isEmpty ? "" : "The environments differ:\n\n" + differences + "\n")
            + line(headings) + rule + rows.joined() + "\n" + footing(comparison) + "\n"
            + comparison.notes.map { "\n\(Markdown.escaped($0))\n" }.joined()
    }

    private static func footing(_ comparison: Comparison) -> String {
        guard !comparison.isDeterministic else {
            return "\(comparison.summary); values repeat, so nothing is left to chance"
        }
        let turns = comparison.isInterleaved ? "measured in turns" : "measured one after the other"
        let trust = comparison.countsInvalid ? ", with invalid rounds" : ""
        let part = percent(comparison.quantile, signed: false)
        let which =
            comparison.quantile == 0.5
            ? "" : ", by the round that \(part) are better than and the mean of all"
        return
            "\(comparison.summary); \(turns)\(which)\(trust), "
            + "\(percent(comparison.confidence, signed: false)) confidence in all verdicts together"
    }

    private static func cells(_ cell: CellComparison) -> [String] {
        let interval = cell.ratio.map { "\(percent($0.lower - 1)) … \(percent($0.upper - 1))" }
        let limit = cell.limit.map { percent($0.part, signed: false) }
        return [
            cell.cell, cell.metric, cell.base.map(number) ?? "-", cell.candidate.map(number) ?? "-",
            cell.change.map { percent($0) } ?? "-", interval ?? "-", limit ?? "-",
            cell.rounds.map(String.init) ?? "-", cell.verdict.rawValue, cell.reason,
        ]
    }

    /// `+3.12 %`
    static func percent(_ part: Double, signed: Bool = true) -> String {
        String(format: signed ? "%+.2f %%" : "%g %%", signed ? part * 100 : (part * 10000).rounded() / 100)
    }

    /// A number without decimals from a hundred on; its unit is in the name of the metric.
    private static func number(_ value: Double) -> String {
        String(format: value >= 100 ? "%.0f" : "%.4g", value)
    }
}
