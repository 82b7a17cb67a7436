import Results

/// What stands at the foot of every figure of some results: the rounds, what all cells share, the machine.
struct Caption: Sendable {
    private let rounds: String
    private let facts: String

    init(_ results: ResultSet) {
        let grid = ResultGrid(results.rows)
        rounds = CellSummary.roundsText(of: grid.cells)
        // What is modelled does not depend on the machine that computes it.
        let isModelled = results.rows.allSatisfy { $0.machine != nil }
        let hosts = Set(results.rows.compactMap(\.measuringHost))
        let known = hosts.count > 1 ? "\(hosts.count) hosts" : results.environment.map(\.machine) ?? ""
        let machine = isModelled ? "" : known
        let day = results.rows.map(\.time.description).min().map { String($0.prefix(10)) } ?? ""
        let commits = Set(results.rows.compactMap(\.commit)).sorted()
        facts = [
            grid.shared, machine.isEmpty && !isModelled ? "machine not recorded" : machine, day,
            commits.isEmpty ? "" : "commit " + commits.joined(separator: ", "),
        ]
        .filter { !$0.isEmpty }.joined(separator: "; ")
    }

    func text(hasIntervals: Bool) -> String {
        let start = rounds.prefix(1).uppercased() + rounds.dropFirst()
        let bars = hasIntervals && rounds != "1 round" ? "; bars: 95 % intervals" : ""
        return "\(start)\(bars). \(facts)."
    }
}
