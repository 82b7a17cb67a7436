/// A line for each design, the legend beside the plot.
struct LinePlot {
    struct Point {
        let x: Double
        let y: Estimate
        /// Nil where x is what was asked for.
        var xRange: Estimate?
        /// A line is interrupted where the group changes.
        var group = 0
    }

    struct Line {
        let design: String
        /// What the legend calls it, if not its name.
        let label: String
        /// With markers and intervals.
        let points: [Point]
        /// A finer line that is drawn in place of one through the points; empty for none.
        var curve: [Point] = []
    }

    let name: String
    let title: String
    let subtitle: String
    let note: String
    let xUnit: AxisUnit
    let yUnit: AxisUnit
    /// What gnuplot has to know of the axes: labels, ranges, tics.
    let axes: [String]
    /// How far the lines of all designs together are shifted beside each other, where they would lie on one another.
    var spread = 0.0

    func figure(of lines: [Line]) -> Figure {
        var data = DataBlocks(columns: ["x", "median", "low", "high", "x low", "x high"])
        let lines = lines.filter { !$0.points.isEmpty }
        let plots = lines.enumerated().flatMap { place, line in
            commands(line, shift: shift(of: place, among: lines.count), &data)
        }
        let key =
            "set key outside right top vertical maxcols 1 Left reverse noenhanced samplen 2.4 spacing 1.15 "
            + "font ',12'"
        return Figure(
            name: name, title: title, subtitle: subtitle, note: note,
            height: max(440, 260 + 22 * lines.count),
            data: data.text,
            commands: ([key] + axes + ["plot " + plots.joined(separator: ", \\\n  ")]).joined(separator: "\n")
        )
    }

    /// The y axis without a zero, as long as lines and intervals need it.
    static func logAxis(of lines: [Line], _ unit: AxisUnit) -> String {
        let points = lines.flatMap { $0.points + $0.curve }
        let low = unit.scaled(points.map(\.y.low).filter { $0 > 0 }.min() ?? 1) / 1.15
        let high = unit.scaled(points.map(\.y.high).max() ?? 1) * 1.15
        let ticks = AxisUnit.logTicks(from: low, to: max(high, low))
        return "set logscale y; set yrange [\(low):\(high)]; set ytics (\(ticks))"
    }

    private func shift(of place: Int, among count: Int) -> Double {
        count < 2 ? 0 : spread * (Double(place) / Double(count - 1) - 0.5)
    }

    private func commands(_ line: Line, shift: Double, _ data: inout DataBlocks) -> [String] {
        let style = DesignStyle(of: line.design)
        let colour = "lc rgb '\(style.colour)'"
        let x = shift == 0 ? xUnit.column(1) : "($1/\(xUnit.divisor)+\(shift))"
        let y = [2, 3, 4].map(yUnit.column)
        let index = data.add(line.label, Self.fields(of: line.points))
        let curve = line.curve.isEmpty ? index : data.add("\(line.label), finer", Self.fields(of: line.curve))
        let hasRanges = line.points.contains { $0.xRange != nil }
        let columns = hasRanges ? [x, y[0]] + [5, 6].map(xUnit.column) + y.dropFirst() : [x] + y
        let bars = hasRanges ? "xyerrorbars" : "yerrorbars"
        let stroke = "\(colour) lw 1.5 dt \(style.dash)"
        let marker = "pt \(style.marker) ps 0.9"
        return [
            "DATA index \(curve) using \(x):\(y[0]) with lines \(stroke) notitle",
            "DATA index \(index) using \(columns.joined(separator: ":")) with \(bars) \(colour) \(marker) notitle",
            "NaN with linespoints \(stroke) \(marker) title \(GnuplotText.quoted(line.label))",
        ]
    }

    private static func fields(of points: [Point]) -> [[String]] {
        var fields: [[String]] = []
        for (place, point) in points.enumerated() {
            if place > 0, points[place - 1].group != point.group { fields.append([]) }
            let values = [point.x, point.y.median, point.y.low, point.y.high]
            let range = point.xRange.map { [$0.low, $0.high] } ?? []
            fields.append((values + range).map(GnuplotText.number))
        }
        return fields
    }
}
