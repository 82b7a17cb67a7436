import Results

extension FigureMaker {
    /// A part of a stacked bar.
    private struct Part {
        let name: String
        let colour: String
        let value: @Sendable (CellRow) -> Double?
    }

    private static let times = [
        Part(name: "user", colour: "#0072B2", value: \.cpuUserNanosecondsPerIO),
        Part(name: "system", colour: "#E69F00", value: \.cpuSystemNanosecondsPerIO),
    ]
    private static let counts = [
        Part(name: "empty polls", colour: "#999999", value: \.emptyQueuePollsPerIO),
        Part(name: "lock waits", colour: "#882255", value: \.lockWaitsPerIO),
    ]

    /// What an IO costs in a setting: CPU time, and beside it the polls that found nothing and the waits for locks.
    func costFigure(_ index: Int) -> Figure? {
        let setting = grid.settings[index]
        let cells = grid.cells(of: setting)
        var data = DataBlocks(columns: ["line", "from", "to", "design"])
        let panels = [("CPU time, ns per IO", Self.times), ("per IO", Self.counts)].compactMap {
            label, parts in
            panel(label, parts, of: cells, &data)
        }
        guard !panels.isEmpty else { return nil }
        let names = cells.enumerated().map { line, cell in
            GnuplotText.quoted(cell.asked.design + (cell.isTrusted ? "" : " †")) + " \(line + 1)"
        }
        let commands = [
            "set multiplot",
            "set yrange [\(cells.count).6:0.4]; set border 1; set style fill solid 1 noborder",
            "set key at graph 0, graph 1.0 left bottom horizontal maxrows 1 Left reverse noenhanced samplen 1 font ',12'",
            "set tmargin \(setting.label.isEmpty ? 4.4 : 5.6)",
        ]
        let left = 0.17
        let width = (0.98 - left) / Double(panels.count)
        let drawn = panels.enumerated().map { place, panel in
            let ticks =
                place == 0
                ? names.joined(separator: ", ")
                : names.map { "'' " + $0.split(separator: " ").last! }.joined(separator: ", ")
            let from = left + Double(place) * width
            return """
                set ytics (\(ticks)) scale 0
                set lmargin at screen \(from); set rmargin at screen \(from + width - (panels.count > 1 ? 0.115 : 0.085))
                \(panel)
                """
        }
        return Figure(
            name: Figure.name("cost", setting.label, number: index + 1), title: "Cost of an IO",
            subtitle: setting.label, note: note(on: cells), height: 180 + 22 * cells.count,
            hasIntervals: false, data: data.text,
            commands: (commands + [
                drawn.joined(separator: "\nunset for [i=101:130] label i\n"), "unset multiplot",
            ]).joined(
                separator: "\n"))
    }

    /// The bars of one panel; nil if no cell has any of its parts.
    private func panel(
        _ label: String, _ parts: [Part], of cells: [CellSummary], _ data: inout DataBlocks
    ) -> String? {
        let values = parts.map { part in cells.map { Estimate(medianOf: $0, part.value)?.median } }
        let totals = cells.indices.map { cell in values.compactMap { $0[cell] }.reduce(0, +) }
        guard let most = totals.max(), most > 0 else { return nil }
        let end = Self.end(of: totals)
        var from = cells.map { _ in 0.0 }
        var plots: [String] = []
        for (part, values) in zip(parts, values) where values.contains(where: { $0 != nil }) {
            let lines = cells.indices.map { cell in
                let start = from[cell]
                from[cell] += values[cell] ?? 0
                return [
                    "\(cell + 1)", "\(start)", "\(from[cell])", GnuplotText.field(cells[cell].asked.design),
                ]
            }
            let index = data.add("\(part.name), \(label)", lines)
            let clipped = { (column: Int) in "($\(column) > \(end) ? \(end) : $\(column))" }
            plots.append(
                "DATA index \(index) using \(clipped(3)):1:\(clipped(2)):\(clipped(3)):($1-0.36):($1+0.36) "
                    + "with boxxyerror lc rgb '\(part.colour)' title '\(part.name)'")
        }
        let sums = cells.indices.map { cell in
            let isLonger = totals[cell] > end
            let text = (isLonger ? "→ " : "") + AxisUnit.digits(totals[cell])
            return ["\(cell + 1)", "0", "\(min(totals[cell], end))", text]
        }
        plots.append(
            "DATA index \(data.add("sums, \(label)", sums)) using 3:1:4 with labels left offset char 0.6,0 font ',11' notitle"
        )
        return """
            set xlabel '\(label)'; set xrange [0:\(end)]
            plot \(plots.joined(separator: ", \\\n  "))
            """
    }

    /// Where the axis ends: bars that are many times longer than the others are cut, and say how long they are.
    private static func end(of totals: [Double]) -> Double {
        let sorted = totals.sorted()
        let usual = sorted[sorted.count * 3 / 4]
        let most = sorted[sorted.count - 1]
        let longestUsual = sorted.last { $0 <= 3 * max(usual, most / 1000) } ?? most
        return most > 3 * max(usual, most / 1000) ? longestUsual * 1.15 : most
    }
}
