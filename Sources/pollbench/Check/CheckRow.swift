import BlockLayer

/// A line for one case of one design, written as soon as it is known.
enum CheckRow {
    private static let widths = [17, 10, 11, 11, 14, 6, 10, 8]

    static let header = line([
        "design", "case", "schedules", "redundant", "states", "sites", "conflicts", "seconds", "",
    ])

    static func text(_ design: String, _ name: String, _ outcome: ExplorationOutcome) -> String {
        let tenths = outcome.nanoseconds / 100_000_000
        return line([
            design, name, String(outcome.schedules), String(outcome.redundant), String(outcome.states),
            String(outcome.sites), String(outcome.conflicts), "\(tenths / 10).\(tenths % 10)",
            verdict(outcome),
        ])
    }

    private static func verdict(_ outcome: ExplorationOutcome) -> String {
        if let failure = outcome.failure { return "FAULT: \(failure.fault)" }
        return outcome.isComplete ? "ok, all" : "ok, as far as the time went"
    }

    private static func line(_ cells: [String]) -> String {
        let padded = zip(cells, widths).enumerated().map { place, cell in
            let (text, width) = cell
            let padding = String(repeating: " ", count: max(0, width - text.count))
            return place < 2 ? text + padding : padding + text
        }
        return (padded + cells.dropFirst(widths.count)).joined(separator: "  ") + "\n"
    }
}
