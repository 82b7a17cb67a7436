import Results
import Statistics

/// A design on the page: what it is, and what it did in all cells together.
struct DesignCards {
    let grid: ResultGrid
    let baseline: String
    let notes: [DesignNote]
    let answers: Answers

    struct Card {
        let name: String
        let colour: String
        let darkColour: String
        let symbol: String
        let source: String
        let link: String?
        let idea: String
        let facts: [Fact]
    }

    struct Fact {
        let name: String
        let value: String
    }

    var cards: [Card] { grid.designs.map(card) }

    private func card(_ design: String) -> Card {
        let style = DesignStyle(of: design)
        let note = notes.first { $0.name == design } ?? notes.first { design.hasPrefix($0.name + ":") }
        let cells = grid.cells.filter { $0.asked.design == design }
        let counters = Self.counters.compactMap { name, value in
            range(of: cells, value).map { Fact(name: name, value: $0) }
        }
        return Card(
            name: design, colour: style.colour, darkColour: style.darkColour, symbol: style.symbol,
            source: note?.source ?? "", link: note?.link,
            idea: note?.idea ?? "", facts: answers.machines.compactMap { against(design, $0) } + counters)
    }

    private static let counters: [(String, @Sendable (CellRow) -> Double?)] = [
        ("polls of queues per IO", \.queuePollsPerIO),
        ("of these empty", \.emptyQueuePollsPerIO),
        ("completions for others per IO", \.foreignCompletionsPerIO),
        ("lock waits per IO", \.lockWaitsPerIO),
        ("busy queues skipped per IO", \.busySkipsPerIO),
        ("system calls per IO", \.syscallsPerIO),
        ("interrupts per IO", \.interruptsPerIO),
        ("state, bytes per root", { $0.stateBytesPerRoot.map(Double.init) }),
        ("state, bytes per clone", { $0.stateBytesPerClone.map(Double.init) }),
        ("state, bytes per table", { $0.stateBytesPerTable.map(Double.init) }),
        ("clones not released yet, at most", { $0.lingeringClonesMax.map(Double.init) }),
    ]

    /// The medians of all cells, from the least to the most.
    private func range(of cells: [CellSummary], _ value: @Sendable (CellRow) -> Double?) -> String? {
        let medians = cells.compactMap { Estimate.median(of: $0, value) }
        guard let least = medians.min(), let most = medians.max() else { return nil }
        let texts = [least, most].map {
            $0 == $0.rounded() ? AxisUnit.digits($0, most: 3) : AxisUnit.digits($0)
        }
        return texts[0] == texts[1] ? texts[0] : "\(texts[0]) to \(texts[1])"
    }

    /// In how many settings of a machine it is faster than the baseline.
    private func against(_ design: String, _ machine: MachineAnswers) -> Fact? {
        guard design != baseline else { return nil }
        let verdicts = grid.settings.filter { machine.isAbout($0.asked) }.compactMap { setting -> Verdict? in
            guard let cell = grid[design, setting], let base = grid[baseline, setting],
                grid.didTheWork(cell), grid.didTheWork(base)
            else { return nil }
            return Ranking.verdict(on: cell, against: base, by: .iops, noise: machine.noiseOfRate)
        }
        guard !verdicts.isEmpty else { return nil }
        let words: [(verdicts: Set<Verdict>, word: String)] = [
            ([.better], "faster"), ([.worse], "slower"), ([.same, .inconclusive], "undecided"),
        ]
        let counts = words.compactMap { counted, word in
            let count = verdicts.count(where: counted.contains)
            return count == 0 ? nil : verdicts.count == 1 ? word : "\(word) in \(count)"
        }
        let total = verdicts.count == 1 ? "" : " of \(verdicts.count) settings"
        let place = machine.machine.isEmpty ? "" : ", " + machine.machine
        return Fact(name: "rate against \(baseline)\(place)", value: counts.joined(separator: ", ") + total)
    }
}
