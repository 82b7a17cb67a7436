import Results

/// What results say, in sentences that they support: what they do not decide is called undecided.
struct Summary: Sendable {
    let results: ResultSet
    let grid: ResultGrid

    private static let mostNames = 4

    var sentences: [String] {
        let noise = NoiseFloor(results.rows)
        let kinds = [
            ("leads in rate", "the lead in rate", Measure.iops, noise.iops),
            ("has the shortest p99 latency", "the shortest p99 latency", .latencyP99, noise.latencyP99),
            ("has the shortest p99 detection lag", "the shortest p99 detection lag", .lagP99, nil),
            ("takes the least CPU time per IO", "the least CPU time per IO", .cpu, noise.iops),
        ]
        let leads = kinds.flatMap { verb, noun, measure, noise in
            lead(verb, noun, Comparison.Kind(measure: measure, noise: noise ?? 0))
        }
        return [extent] + verdictNote + leads + lockWaits + invalid
    }

    private var extent: String {
        let rounds = CellSummary.roundsText(of: grid.cells).replacing("median of ", with: "")
        return
            "\(Self.counted(grid.designs.count, "design")) in \(Self.counted(grid.settings.count, "setting")), "
            + "\(Self.counted(grid.cells.count, "cell")) of \(rounds)."
    }

    private var verdictNote: [String] {
        let most = grid.cells.map { $0.rounds.count(where: \.valid) }.max() ?? 0
        guard most < Comparison.fewestRounds else { return [] }
        return [
            "Nothing is decided: a verdict needs \(Comparison.fewestRounds) valid rounds of a cell, and none has more "
                + "than \(most)."
        ]
    }

    // MARK: Who leads

    /// A sentence for each design that leads, and one for what is undecided.
    private func lead(_ verb: String, _ noun: String, _ kind: Comparison.Kind) -> [String] {
        let found = grid.settings.compactMap { setting in
            Comparison(setting, by: kind).map { (setting: setting, comparison: $0) }
        }
        let decided = found.filter(\.comparison.isDecided)
        let leaders = grid.designs.compactMap { design -> (text: String, count: Int)? in
            let settings = decided.filter { $0.comparison.leader.asked.design == design }.map(\.setting)
            guard !settings.isEmpty else { return nil }
            return ("\(design) \(verb)\(Self.place(settings, of: found.count)).", settings.count)
        }
        return leaders.sorted { $0.count > $1.count }.map(\.text) + undecided(noun, found, decided.count)
    }

    private func undecided(
        _ noun: String, _ found: [(setting: Setting, comparison: Comparison)], _ decided: Int
    ) -> [String] {
        let open = found.filter { !$0.comparison.isDecided }
        guard !open.isEmpty else { return [] }
        let subject = noun.prefix(1).uppercased() + noun.dropFirst()
        guard found.count > 1 else {
            return ["\(subject) is undecided between \(contenders(open[0].comparison))."]
        }
        let cases = open.map { "\($0.setting.label): \(contenders($0.comparison))" }
        let between = open.count <= Self.mostNames ? " (\(cases.joined(separator: "; ")))" : ""
        return ["\(subject) is undecided in \(open.count) of \(found.count) settings\(between)."]
    }

    private func contenders(_ comparison: Comparison) -> String {
        Self.list([comparison.leader.asked.design] + comparison.rivals.map(\.asked.design))
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
        let verb = cells.count == 1 ? "is not valid and counts" : "are not valid and count"
        let shown = Self.list(reasons, conjunction: ";")
        return [
            "\(cells.count) of \(Self.counted(grid.cells.count, "cell")) \(verb) in no sentence here"
                + (reasons.isEmpty ? "." : ": \(shown).")
        ]
    }

    // MARK: Words

    /// ` in leaves-1 and leaves-2`, ` in 7 of 8 settings`; nothing where there is but one.
    private static func place(_ settings: [Setting], of count: Int) -> String {
        guard count > 1 else { return "" }
        let names = settings.count <= mostNames ? " (\(settings.map(\.label).joined(separator: "; ")))" : ""
        return " in \(settings.count) of \(count) settings\(names)"
    }

    /// `a`, `a and b`, `a, b and c`; a few of many.
    static func list(_ words: [String], conjunction: String = " and") -> String {
        guard words.count > mostNames + 1 else {
            let separator = conjunction == ";" ? "; " : ", "
            let start = words.dropLast().joined(separator: separator)
            return start.isEmpty ? words.joined() : "\(start)\(conjunction) \(words[words.count - 1])"
        }
        let separator = conjunction == ";" ? "; " : ", "
        return words.prefix(mostNames).joined(separator: separator)
            + "\(conjunction) \(words.count - mostNames) more"
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
