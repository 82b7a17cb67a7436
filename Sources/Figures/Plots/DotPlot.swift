/// A line for each design: where its median lies, and the interval around it. The best is on top.
struct DotPlot {
    struct Dot {
        let design: String
        /// Behind the name, why the dot does not count: ` †`.
        let mark: String
        let estimate: Estimate
        /// What stands beside it.
        let text: String
    }

    let name: String
    let title: String
    let subtitle: String
    let note: String
    /// What stands below the axis, with the unit.
    let label: String
    let unit: AxisUnit
    /// A value that is drawn as a line, such as no difference.
    var reference: Double?

    func figure(of dots: [Dot]) -> Figure {
        var data = DataBlocks(columns: ["line", "design", "median", "low", "high", "text"])
        let start = start(of: dots)
        var plots: [String] = []
        for (line, dot) in dots.enumerated() {
            let isBelow = start.map { dot.estimate.median < $0 } ?? false
            let index = data.add(dot.design, [fields(dot, line: line + 1, isBelow: isBelow)])
            let style = DesignStyle(of: dot.design)
            let columns = [3, 4, 5].map { "(clip(\(unit.column($0))))" }
            plots.append(
                "DATA index \(index) using \(columns[0]):1:\(columns[1]):\(columns[2]) with xerrorbars "
                    + "lc rgb '\(style.colour)' pt \(style.marker) ps 1.3 lw 1.6")
        }
        plots.append("DATA using (clip(\(unit.column(5)))):1:6 with labels left offset char 0.9,0 font ',12'")
        return Figure(
            name: name, title: title, subtitle: subtitle, note: note, height: 150 + 22 * dots.count,
            data: data.text,
            commands: (axes(dots, start) + ["plot " + plots.joined(separator: ", \\\n  ")]).joined(
                separator: "\n"))
    }

    private func fields(_ dot: Dot, line: Int, isBelow: Bool) -> [String] {
        let numbers = [dot.estimate.median, dot.estimate.low, dot.estimate.high].map(GnuplotText.number)
        let text = (isBelow ? "← " : "") + dot.text
        return ["\(line)", GnuplotText.field(dot.design)] + numbers + [GnuplotText.field(text)]
    }

    /// Where a zoomed axis begins, before it is scaled.
    private func start(of dots: [Dot]) -> Double? {
        guard reference == nil else { return nil }
        return AxisZoom.start(
            of: dots.map(\.estimate.median), lows: dots.map(\.estimate.low),
            high: dots.map(\.estimate.high).max() ?? 0)
    }

    /// How wide a character of the texts is, as a part of the plot.
    private static let partPerCharacter = 0.016

    private func axes(_ dots: [Dot], _ start: Double?) -> [String] {
        let lows = dots.map(\.estimate.low) + [reference ?? 0]
        let highs = dots.map(\.estimate.high) + (reference.map { [$0] } ?? [])
        let low = start.map(unit.scaled) ?? unit.scaled(lows.min() ?? 0)
        let high = unit.scaled(highs.max() ?? 0)
        let width = max(high - low, 1e-9)
        let room = 0.05 + Self.partPerCharacter * Double(dots.map(\.text.count).max() ?? 0)
        let names = dots.enumerated().map { GnuplotText.tick($1.design + $1.mark, at: "\($0 + 1)") }
        let line = reference.map {
            let x = unit.scaled($0)
            return "set arrow 1 from \(x), graph 0 to \(x), graph 1 nohead lc rgb '#444444' lw 1.2 back"
        }
        let from = start == nil && low >= 0 ? 0 : start == nil ? low - 0.05 * width : low
        let below = start == nil ? label : label + "; zoomed: the axis does not begin at 0"
        return [
            "clip(x) = x < \(from) ? \(from) : x",
            "set xrange [\(from):\(high + room * width)]",
            "set yrange [\(dots.count).6:0.4]; set ytics (\(names.joined(separator: ", "))) scale 0",
            "set xlabel \(GnuplotText.quoted(below)); set rmargin 4; set border 1; set grid xtics ytics",
            line ?? "",
        ]
        .filter { !$0.isEmpty }
    }
}
