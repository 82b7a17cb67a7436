/// The table that people read on stdout: a line per cell, medians where it has several rounds.
///
/// What all cells share stands in the title, what differs and what was measured in columns; a column
/// that no cell has is left out.
public enum ResultsTable {
    /// The title, the table and its notes; a line that says so if there are no rows.
    public static func text(of rows: [CellRow]) -> String {
        let cells = CellSummary.summaries(of: rows)
        guard !cells.isEmpty else { return "no results\n" }
        var varying = settings.filter { Set(cells.map(\.asked).map($0.text)).count > 1 }
        let asked = Set(cells.map { cell in [cell.asked.design] + varying.map { $0.text(cell.asked) } })
        if asked.count < cells.count { varying.append(cellName(of: cells, beside: varying)) }
        var grid = TextGrid()
        grid.columns = [Setting("design", \.design)].map { $0.column(of: cells) }
        grid.columns += varying.map { $0.column(of: cells) }
        grid.columns += measures.compactMap { $0.column(of: cells) }
        if let invalid = invalidColumn(of: cells) { grid.columns.append(invalid) }
        return title(of: cells) + grid.text + notes(on: cells)
    }

    // MARK: Columns

    /// Something that was asked for.
    private struct Setting {
        let name: String
        /// What stands before the value in the title, where the bare value would not explain itself.
        let prefix: String
        let text: @Sendable (CellRow) -> String

        init(_ name: String, prefix: String = "", _ text: @escaping @Sendable (CellRow) -> String) {
            self.name = name
            self.prefix = prefix
            self.text = text
        }

        func column(of cells: [CellSummary]) -> TextGrid.Column {
            TextGrid.Column(alignment: .left, cells: [name, ""] + cells.map { text($0.asked) })
        }
    }

    private static let settings = [
        Setting("stack", \.stack),
        Setting("completion", \.completion),
        Setting("rw", \.rw),
        Setting("bs", prefix: "bs ") { $0.bsBytes > 0 ? PeopleFormat.size($0.bsBytes) : "" },
        Setting("iodepth", prefix: "iodepth ") { String($0.iodepth) },
        Setting("numjobs", prefix: "numjobs ") { String($0.numjobs) },
        Setting("queues", prefix: "poll queues ") { $0.pollQueues.map(String.init) ?? "" },
        Setting("spin", prefix: "spin ", \.spin),
        Setting("lock", prefix: "lock ", \.lock),
        Setting("numa", prefix: "numa ") { $0.numa ?? "" },
    ]

    /// What cells differ in that would look alike, from their names: what no other column says.
    private static func cellName(of cells: [CellSummary], beside columns: [Setting]) -> Setting {
        let names = cells.map { Set(words($0.asked)) }
        let common = names.dropFirst().reduce(names[0]) { $0.intersection($1) }
        return Setting("cell") { row in
            let told = columns.flatMap { [$0.text(row), $0.name + $0.text(row)] }
            return words(row).filter { !common.contains($0) && !told.contains(String($0)) }.joined(
                separator: "-")
        }
    }

    /// The parts of a cell's name, without that of the design.
    private static func words(_ row: CellRow) -> [Substring] {
        let suffix = "-" + row.design
        return (row.cellID.hasSuffix(suffix) ? row.cellID.dropLast(suffix.count) : row.cellID[...]).split(
            separator: "-")
    }

    /// Something that was measured.
    private struct Measure {
        let name: String
        let quantity: PeopleFormat.Quantity
        let higherIsBetter: Bool
        let value: @Sendable (CellRow) -> Double?

        init(
            _ name: String, _ quantity: PeopleFormat.Quantity, higherIsBetter: Bool = false,
            _ value: @escaping @Sendable (CellRow) -> Double?
        ) {
            self.name = name
            self.quantity = quantity
            self.higherIsBetter = higherIsBetter
            self.value = value
        }

        func median(of cell: CellSummary) -> Double? {
            cell.median(higherIsBetter: higherIsBetter, value)
        }

        /// Nil if no cell has the value. The best of several trusted cells is starred if higher is better.
        func column(of cells: [CellSummary]) -> TextGrid.Column? {
            let medians = cells.map(median)
            guard medians.contains(where: { $0 != nil }) else { return nil }
            let scale = PeopleFormat.Scale(quantity, of: medians.compactMap(\.self))
            let trusted = zip(cells, medians).filter { $0.0.isTrusted }.compactMap(\.1)
            let best = higherIsBetter && cells.count > 1 ? trusted.max() : nil
            let texts = zip(cells, medians).map { cell, median in
                let star = best == nil ? "" : median == best && cell.isTrusted ? "*" : " "
                return (median.map(scale.text) ?? "-") + star
            }
            return TextGrid.Column(alignment: .right, cells: [name, scale.unit] + texts)
        }
    }

    private static let measures = [
        Measure("iops", .rate, higherIsBetter: true, \.iops),
        Measure("mean", .time, \.latencyMeanNanoseconds),
        Measure("p50", .time) { $0.latencyP50Nanoseconds.map { Double($0) } },
        Measure("p99", .time) { $0.latencyP99Nanoseconds.map { Double($0) } },
        Measure("p99.9", .time) { $0.latencyP999Nanoseconds.map { Double($0) } },
        Measure("lag p99", .time) { $0.lagP99Nanoseconds.map { Double($0) } },
        Measure("cpu", .perIO("ns/IO")) { row in
            guard let user = row.cpuUserNanosecondsPerIO, let system = row.cpuSystemNanosecondsPerIO
            else { return nil }
            return user + system
        },
        Measure("polls", .perIO("/IO"), \.queuePollsPerIO),
        Measure("empty", .perIO("/IO"), \.emptyQueuePollsPerIO),
        Measure("foreign", .perIO("/IO"), \.foreignCompletionsPerIO),
        Measure("waits", .perIO("/IO"), \.lockWaitsPerIO),
        Measure("skips", .perIO("/IO"), \.busySkipsPerIO),
        Measure("irqs", .perIO("/IO"), \.interruptsPerIO),
    ]

    private static func invalidColumn(of cells: [CellSummary]) -> TextGrid.Column? {
        guard !cells.allSatisfy({ $0.invalidRounds.isEmpty }) else { return nil }
        let marks = cells.map {
            $0.invalidRounds.isEmpty ? "" : "\($0.invalidRounds.count)/\($0.rounds.count)"
        }
        return TextGrid.Column(alignment: .right, cells: ["invalid", "rounds"] + marks)
    }

    // MARK: Title and notes

    private static func title(of cells: [CellSummary]) -> String {
        let shared = settings.compactMap { setting in
            let texts = Set(cells.map(\.asked).map(setting.text))
            guard texts.count == 1, let text = texts.first, !text.isEmpty else { return nil as String? }
            return setting.prefix + text
        }
        let counts = cells.map(\.rounds.count)
        let fewest = counts.min() ?? 0
        let most = counts.max() ?? 0
        let number = fewest == most ? "\(most)" : "\(fewest) to \(most)"
        let rounds = most == 1 ? "1 round" : "median of \(number) rounds"
        return shared.joined(separator: ", ") + (shared.isEmpty ? "" : "; ") + rounds + "\n"
    }

    /// Why rounds are invalid: each reason once, with the designs it befell.
    private static func notes(on cells: [CellSummary]) -> String {
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
        return designsByReason.map { "invalid: \($0.designs.joined(separator: ", ")): \($0.reason)\n" }
            .joined()
    }
}
