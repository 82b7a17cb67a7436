import Results

/// What results say, in sentences that they support: first the answer to which design to use, then the rest.
struct Summary: Sendable {
    let grid: ResultGrid
    let answers: Answers

    private static let mostNames = 4

    init(_ grid: ResultGrid, of rows: [CellRow]) {
        self.grid = grid
        answers = Answers(grid.settings, of: rows)
    }

    /// Which design to use and which to avoid; what was measured where there is nothing to compare.
    var first: [String] { answers.recommendation.isEmpty ? [extent] : answers.recommendation }

    /// The other measures, locks, and what was measured.
    var further: [String] {
        answers.others + lockWaits + (answers.recommendation.isEmpty ? [] : [extent]) + invalid
    }

    var sentences: [String] { first + further }

    private var extent: String {
        "\(Self.counted(grid.designs.count, "design")) in \(Self.counted(grid.settings.count, "setting")): "
            + "\(Self.counted(grid.cells.count, "cell")), \(CellSummary.roundsText(of: grid.cells))."
    }

    // MARK: Locks and trust

    /// Where jobs share queues: who waits for locks, and who does not.
    private var lockWaits: [String] {
        let shared = grid.cells.filter {
            $0.isTrusted && ($0.asked.threadsPerQueue ?? 0) > 1
                && $0.shown.contains { $0.lockWaitsPerIO != nil }
        }
        let waits = grid.designs.compactMap { design -> (design: String, most: Double)? in
            let rows = shared.filter { $0.asked.design == design }.flatMap(\.shown)
            return rows.compactMap(\.lockWaitsPerIO).max().map { (design, $0) }
        }
        guard let worst = waits.max(by: { $0.most < $1.most }) else { return [] }
        let none = waits.filter { $0.most == 0 }.map(\.design)
        let free =
            none.isEmpty
            ? "every design waits for locks"
            : "\(Self.list(none)) never wait\(none.count == 1 ? "s" : "") for a lock"
        let most =
            worst.most == 0
            ? "" : "; \(worst.design) waits most, up to \(AxisUnit.digits(worst.most)) times per IO"
        return ["Where jobs share queues, \(free)\(most)."]
    }

    private var invalid: [String] {
        let cells = grid.cells.filter { !$0.isTrusted }
        guard !cells.isEmpty else { return [] }
        let reasons = Set(cells.flatMap(\.invalidRounds).compactMap(\.invalidReason)).sorted()
        let verb = cells.count == 1 ? "has no valid round and counts" : "have no valid round and count"
        let shown = Self.list(reasons, conjunction: ";")
        return [
            "\(cells.count) of \(Self.counted(grid.cells.count, "cell")) \(verb) in no verdict"
                + (reasons.isEmpty ? "." : ": \(shown).")
        ]
    }

    // MARK: Words

    /// `a`, `a and b`, `a, b and c`; a few of many.
    static func list(_ words: [String], conjunction: String = " and") -> String {
        let separator = conjunction == ";" ? "; " : ", "
        guard words.count > mostNames + 1 else {
            let start = words.dropLast().joined(separator: separator)
            return start.isEmpty ? words.joined() : "\(start)\(conjunction) \(words[words.count - 1])"
        }
        return words.prefix(mostNames).joined(separator: separator)
            + "\(conjunction) \(words.count - mostNames) more"
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
