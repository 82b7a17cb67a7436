import Units

/// The table that people read on stdout: a line per cell, medians where it has several rounds.
///
/// What all cells share stands in the title, what differs and what was measured in columns; a column
/// that no cell has is left out.
public enum ResultsTable {
    /// The title, the table and its notes; a line that says so if there are no rows.
    public static func text(of rows: [CellRow]) -> String { content(of: rows)?.text ?? noResults }

    /// The table as Markdown, for a mail or a page.
    public static func markdown(of rows: [CellRow]) -> String { content(of: rows)?.markdown ?? noResults }

    private static let noResults = "no results\n"

    /// Nil if there are no rows.
    public static func content(of rows: [CellRow]) -> TableContent? {
        let cells = CellSummary.summaries(of: rows)
        guard !cells.isEmpty else { return nil }
        let asked = cells.map(\.asked)
        let varying = AskedValue.all.filter { Set(asked.map($0.text)).count > 1 }
        let words = [AskedValue("design", \.design)] + varying
        let told = words + AskedValue.telling(asked, beside: words)
        let columns =
            told.map { TableContent.Column($0.name, isNumeric: false, texts: asked.map($0.text)) }
            + Measure.columns.compactMap { column($0, of: cells) }
        return TableContent(
            title: title(of: cells), columns: columns + [invalidColumn(of: cells)].compactMap(\.self),
            notes: notes(on: cells))
    }

    /// Nil if no cell has the value.
    private static func column(_ measure: Measure, of cells: [CellSummary]) -> TableContent.Column? {
        let medians = cells.map(measure.median)
        guard medians.contains(where: { $0 != nil }) else { return nil }
        let scale = HumanNumber.Scale(measure.quantity, of: medians.compactMap(\.self))
        return TableContent.Column(
            measure.name, unit: scale.unit, texts: medians.map { $0.map(scale.text) ?? "-" },
            best: measure.bestCells(of: cells))
    }

    private static func invalidColumn(of cells: [CellSummary]) -> TableContent.Column? {
        guard !cells.allSatisfy({ $0.invalidRounds.isEmpty }) else { return nil }
        let marks = cells.map {
            $0.invalidRounds.isEmpty ? "" : "\($0.invalidRounds.count)/\($0.rounds.count)"
        }
        return TableContent.Column("invalid", unit: "rounds", texts: marks)
    }

    // MARK: Title and notes

    private static func title(of cells: [CellSummary]) -> String {
        let shared = AskedValue.shared(by: cells.map(\.asked))
        return shared + (shared.isEmpty ? "" : "; ") + CellSummary.roundsText(of: cells)
    }

    /// Why rounds are invalid: each reason once, with the designs it befell.
    private static func notes(on cells: [CellSummary]) -> [String] {
        var designsByReason: [(reason: String, designs: [String])] = []
        for cell in cells {
            for row in cell.invalidRounds {
                let reason = row.invalidReason ?? "no reason given"
                let place = designsByReason.firstIndex { $0.reason == reason } ?? designsByReason.count
                if place == designsByReason.count { designsByReason.append((reason, [])) }
                if !designsByReason[place].designs.contains(cell.asked.design) {
                    designsByReason[place].designs.append(cell.asked.design)
                }
            }
        }
        return designsByReason.map { "invalid: \($0.designs.joined(separator: ", ")): \($0.reason)" }
    }
}
