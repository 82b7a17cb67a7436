/// A line for each design: where its median lies, and the interval around it. The best is on top.
struct DotPlot {
    struct Dot {
        let design: String
        let estimate: Estimate
        /// What stands beside it.
        let text: String
        let isTrusted: Bool
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
        var plots: [String] = []
        for (line, dot) in dots.enumerated() {
            let index = data.add(dot.design, [fields(dot, line: line + 1)])
            let style = DesignStyle(of: dot.design)
            plots.append(
                "DATA index \(index) using \(unit.column(3)):1:\(unit.column(4)):\(unit.column(5)) with xerrorbars "
                    + "lc rgb '\(style.colour)' pt \(style.marker) ps 1.3 lw 1.6")
        }
        plots.append("DATA using \(unit.column(5)):1:6 with labels left offset char 0.9,0 font ',11'")
        return Figure(
            name: name, title: title, subtitle: subtitle, note: note, height: 150 + 22 * dots.count,
            data: data.text,
            commands: (axes(dots) + ["plot " + plots.joined(separator: ", \\\n  ")]).joined(separator: "\n"))
    }

    private func fields(_ dot: Dot, line: Int) -> [String] {
        let numbers = [dot.estimate.median, dot.estimate.low, dot.estimate.high].map(GnuplotText.number)
        return ["\(line)", GnuplotText.field(dot.design)] + numbers + [GnuplotText.field(dot.text)]
    }

    /// How wide a character of the texts is, as a part of the plot.
    private static let partPerCharacter = 0.015

    private func axes(_ dots: [Dot]) -> [String] {
        let lows = dots.map(\.estimate.low) + [reference ?? 0]
        let highs = dots.map(\.estimate.high) + [reference ?? 0]
        let low = unit.scaled(lows.min() ?? 0)
        let high = unit.scaled(highs.max() ?? 0)
        let width = max(high - low, 1e-9)
        let room = 0.05 + Self.partPerCharacter * Double(dots.map(\.text.count).max() ?? 0)
        let names = dots.enumerated().map { line, dot in
            GnuplotText.quoted(dot.design + (dot.isTrusted ? "" : " †")) + " \(line + 1)"
        }
        let line = reference.map {
            let x = unit.scaled($0)
            return "set arrow 1 from \(x), graph 0 to \(x), graph 1 nohead lc rgb '#444444' lw 1.2 back"
        }
        return [
            "set xrange [\(low < 0 ? low - 0.05 * width : 0):\(high + room * width)]",
            "set yrange [\(dots.count).6:0.4]; set ytics (\(names.joined(separator: ", "))) scale 0",
            "set xlabel \(GnuplotText.quoted(label)); set rmargin 4; set border 1; set grid xtics ytics",
            line ?? "",
        ]
        .filter { !$0.isEmpty }
    }
}
