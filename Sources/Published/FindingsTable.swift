import Foundation
import Results
import Statistics

/// The findings as people read them: a line for each, below it what the counters say.
public enum FindingsTable {
    /// The table as text.
    public static func text(of judgements: [Judgement]) -> String {
        var grid = TextGrid()
        grid.columns = [
            column("finding", judgements.map(\.relation.name)),
            column("posted", judgements.map(\.relation.posted)),
            column("ratio here", judgements.map { $0.ratio.map(text) ?? "" }),
            column("verdict", judgements.map(\.verdict.text)),
        ]
        let lines = grid.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let causes: [String?] = [nil] + judgements.map(\.cause)
        return zip(lines, causes).map { line, cause in
            "\(line)\n" + (cause.map { "    \($0)\n" } ?? "")
        }
        .joined()
    }

    private static func column(_ name: String, _ cells: [String]) -> TextGrid.Column {
        TextGrid.Column(alignment: .left, cells: [name] + cells)
    }

    /// `1.38 (1.36 to 1.41)`.
    private static func text(_ ratio: Judgement.Ratio) -> String {
        guard let interval = ratio.change?.ratio else { return String(format: "%.3f", ratio.value) }
        return String(format: "%.3f (%.3f to %.3f)", ratio.value, interval.lower, interval.upper)
    }
}
