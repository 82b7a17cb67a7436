import Results

extension FigureMaker {
    /// Rate and lag against jobs, with a panel for each number of jobs that share a queue.
    var scalingFigures: [Figure] {
        JobSweep.all(in: grid).enumerated().flatMap { number, sweep in
            [
                scalingFigure("scaling", "Rate", sweep, number, \.iops),
                scalingFigure(
                    "scaling-lag", "99th percentile of the lag", sweep, number, Measure.lagP99.value),
            ]
            .compactMap(\.self)
        }
    }

    private func scalingFigure(
        _ kind: String, _ title: String, _ sweep: JobSweep, _ number: Int,
        _ value: @escaping @Sendable (CellRow) -> Double?
    ) -> Figure? {
        ScalingPanels(
            name: Figure.name(kind, sweep.label, number: number + 1), title: "\(title) against jobs",
            subtitle: sweep.label,
            note: note(on: sweep.panels.flatMap(\.points).flatMap { $0.setting.cells }),
            grid: grid, sweep: sweep, value: value, isRate: kind == "scaling"
        ).figure
    }
}

/// Panels side by side, which share their axes.
private struct ScalingPanels {
    let name: String
    let title: String
    let subtitle: String
    let note: String
    let grid: ResultGrid
    let sweep: JobSweep
    let value: @Sendable (CellRow) -> Double?
    let isRate: Bool

    private var designs: [String] {
        grid.designs.filter { design in
            sweep.panels.contains { panel in
                panel.points.contains { median(design, $0.setting) != nil }
            }
        }
    }

    private func median(_ design: String, _ setting: Setting) -> Double? {
        grid[design, setting].flatMap { Estimate.median(of: $0, value) }.flatMap { $0 > 0 ? $0 : nil }
    }

    private var values: [Double] {
        sweep.panels.flatMap(\.points).flatMap { point in designs.compactMap { median($0, point.setting) } }
    }

    private typealias Range = (low: Double, high: Double)

    /// In pixels: a panel, and beside all of them axis and legend.
    private static let panelWidth = 250
    private static let leftWidth = 75
    private static let rightWidth = 190

    private var width: Int {
        max(760, Self.panelWidth * sweep.panels.count + Self.leftWidth + Self.rightWidth)
    }
    private var height: Int { max(430, 190 + 21 * designs.count) }

    /// Nil where nothing was measured.
    var figure: Figure? {
        let values = values
        guard let low = values.min(), let high = values.max() else { return nil }
        let unit = isRate ? AxisUnit.rate(values) : .time
        let range = (low: unit.scaled(low) / 1.2, high: unit.scaled(high) * 1.2)
        var data = DataBlocks(columns: ["jobs", "median"])
        let panels = sweep.panels.indices.map { panel($0, unit, range, &data) }
        return Figure(
            name: name, title: title, subtitle: subtitle, note: note, width: width, height: height,
            hasIntervals: false, data: data.text,
            commands: ([axes(unit, range)] + panels + ["unset multiplot"]).joined(separator: "\n"))
    }

    private func axes(_ unit: AxisUnit, _ range: Range) -> String {
        let jobs = Set(sweep.panels.flatMap(\.points).map(\.jobs)).sorted()
        let names = jobs.map { GnuplotText.tick("\($0)", at: "\($0)") }.joined(separator: ", ")
        let left = Double(Self.leftWidth) / Double(width)
        let right = 1 - Double(Self.rightWidth) / Double(width)
        return """
            set label 120 \(GnuplotText.quoted(unit.label)) at screen \(14 / Double(width)), screen 0.55 rotate center
            set label 122 'jobs' at screen \((left + right) / 2), screen (BOTTOM - 42)/\(height). center
            set logscale x 2; set logscale y
            set xrange [\(Double(jobs.first ?? 1) / 1.3):\(Double(jobs.last ?? 1) * 1.3)]
            set xtics (\(names)) font ',11'; set yrange [\(range.low):\(range.high)]
            set multiplot layout 1,\(sweep.panels.count) \
              margins \(left),\(right),BOTTOM/\(height).,1-(TOP+22)/\(height). \
              spacing 0.014,0
            """
    }

    /// The last panel has the legend beside it.
    private func panel(
        _ place: Int, _ unit: AxisUnit, _ range: Range, _ data: inout DataBlocks
    ) -> String {
        let panel = sweep.panels[place]
        let ticks = AxisUnit.logTicks(from: range.low, to: range.high, areNamed: place == 0)
        let isLast = place == sweep.panels.count - 1
        let lines = designs.map { line($0, panel, unit, isNamed: isLast, &data) }
        let key =
            "set key at screen 0.995, screen 1-(TOP+22)/\(height). right top vertical maxcols 1 Left reverse "
            + "noenhanced samplen 2.4 spacing 1.15 font ',12'"
        return """
            set title \(GnuplotText.quoted(panel.title)) font ',12' offset 0,-0.6; set ytics (\(ticks))
            \(isLast ? key : "unset key")
            plot \(lines.joined(separator: ", \\\n  "))
            unset for [i=101:130] label i
            """
    }

    private func line(
        _ design: String, _ panel: JobSweep.Panel, _ unit: AxisUnit, isNamed: Bool, _ data: inout DataBlocks
    ) -> String {
        let style = DesignStyle(of: design)
        let points = panel.points.compactMap { point in
            median(design, point.setting).map { ["\(point.jobs)", GnuplotText.number($0)] }
        }
        let index = data.add("\(design), \(panel.title)", points.isEmpty ? [["NaN", "NaN"]] : points)
        return
            "DATA index \(index) using 1:\(unit.column(2)) with linespoints lc rgb '\(style.colour)' lw 1.5 "
            + "dt \(style.dash) pt \(style.marker) ps 0.7 "
            + (isNamed ? "title \(GnuplotText.quoted(design))" : "notitle")
    }
}
