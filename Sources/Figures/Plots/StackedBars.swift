import Results

/// A panel with a bar for each cell, in parts behind one another.
struct StackedBars: Sendable {
    struct Part: Sendable {
        let name: String
        let colour: String
        let value: @Sendable (CellRow) -> Double?
    }

    /// What stands below the axis, with the unit.
    let label: String
    let parts: [Part]

    /// How gnuplot draws it; nil if no cell has any of the parts.
    func commands(for cells: [CellSummary], _ data: inout DataBlocks) -> String? {
        let values = parts.map { part in cells.map { Estimate.median(of: $0, part.value) } }
        let totals = cells.indices.map { cell in
            let known = values.compactMap { $0[cell] }
            return known.isEmpty ? nil : known.reduce(0, +)
        }
        guard let most = totals.compactMap(\.self).max(), most > 0 else { return nil }
        let end = Self.end(of: totals.compactMap(\.self))
        var from = cells.map { _ in 0.0 }
        let bars = zip(parts, values).map { part, values in
            let lines = cells.indices.map { cell in
                let start = from[cell]
                from[cell] += values[cell] ?? 0
                let numbers = [start, from[cell]].map(GnuplotText.number)
                return ["\(cell + 1)"] + numbers + [GnuplotText.field(cells[cell].asked.design)]
            }
            return Self.bars(part, index: data.add("\(part.name), \(label)", lines), end: end)
        }
        let sums = data.add(
            "sums, \(label)", totals.enumerated().map { Self.sum($1, line: $0 + 1, end: end) })
        let numbers = "DATA index \(sums) using 3:1:4 with labels left offset char 0.6,0 font ',12' notitle"
        return "set xlabel '\(label)'; set xrange [0:\(end)]; set xtics \(AxisUnit.step(to: end))\nplot "
            + (bars + [numbers]).joined(separator: ", \\\n  ")
    }

    private static func bars(_ part: Part, index: Int, end: Double) -> String {
        let columns = [2, 3].map { "($\($0) > \(end) ? \(end) : $\($0))" }
        return "DATA index \(index) using \(columns[1]):1:\(columns[0]):\(columns[1]):($1-0.36):($1+0.36) "
            + "with boxxyerror lc rgb '\(part.colour)' title '\(part.name)'"
    }

    private static func sum(_ total: Double?, line: Int, end: Double) -> [String] {
        guard let total else { return ["\(line)", "0", "0", "not measured"] }
        let text = (total > end ? "→ " : "") + AxisUnit.digits(total)
        return ["\(line)", "0", "\(min(total, end))", text]
    }

    /// Where the axis ends: bars that are many times longer than the others are cut, and say how long they are.
    private static func end(of totals: [Double]) -> Double {
        let sorted = totals.sorted()
        let most = sorted[sorted.count - 1]
        let usual = 3 * max(sorted[sorted.count * 3 / 4], most / 1000)
        return most > usual ? (sorted.last { $0 <= usual } ?? most) * 1.15 : most
    }
}
