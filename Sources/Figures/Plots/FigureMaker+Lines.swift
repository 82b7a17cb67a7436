import Results

extension FigureMaker {
    /// Rate against jobs : queues.
    var threadFigures: [Figure] {
        rateFigures(
            "threads", along: .threads, title: "Rate against jobs : poll queues of each device",
            label: "jobs : poll queues of each device", note: "Lines join cells of as many jobs. ")
    }

    /// Rate against the leaves of each IO.
    var leafFigures: [Figure] {
        rateFigures(
            "leaves", along: .leaves, title: "Rate against leaves per IO", label: "leaves per IO", note: "")
    }

    /// Rate against the tail of the service time.
    var tailFigures: [Figure] {
        rateFigures(
            "tail", along: .tail, title: "Rate against the tail of the service time",
            label: "99th percentile of the service time", note: "", isZoomed: false)
    }

    private func rateFigures(
        _ kind: String, along axis: SettingSweep.Axis, title: String, label: String, note: String,
        isZoomed: Bool = true
    ) -> [Figure] {
        SettingSweep.all(along: axis, in: grid).enumerated().compactMap { number, sweep in
            let places = sweep.points.indices.map { Double($0 + 1) / Double(sweep.points.count) }
            let ticks = Ticks.thinned(sweep.points.map(\.tick), at: places, width: Self.lineWidth)
                .enumerated().map { GnuplotText.tick($1, at: "\($0 + 1)") }
            let lines = rateLines(sweep)
            let unit = AxisUnit.rate(lines.flatMap(\.points).map(\.y.high))
            let zoom = isZoomed ? zoom(of: lines) : nil
            let start = zoom.map { "\(unit.scaled($0.start))" } ?? "0"
            let plot = LinePlot(
                name: Figure.name(kind, sweep.label, number: number + 1), title: title, subtitle: sweep.label,
                note: note + (zoom?.note ?? "") + self.note(on: cells(of: sweep)),
                xUnit: AxisUnit(label: "", divisor: 1),
                yUnit: unit,
                axes: [
                    "set xtics (\(ticks.joined(separator: ", "))); set xrange [0.5:\(sweep.points.count).5]",
                    "set xlabel '\(label)'",
                    "set ylabel \(GnuplotText.quoted(unit.label)); set yrange [\(start):*]",
                ], spread: 0.5)
            return lines.isEmpty ? nil : plot.figure(of: lines)
        }
    }

    /// In pixels, without axis and legend.
    private static let lineWidth = 500.0

    /// The beginning of a zoomed axis and what to say of it; nil for an axis from zero. Designs that are far behind
    /// somewhere lie below it.
    private func zoom(of lines: [LinePlot.Line]) -> (start: Double, note: String)? {
        let best = lines.flatMap(\.points).reduce(into: [Double: Double]()) { best, point in
            best[point.x] = max(best[point.x] ?? 0, point.y.median)
        }
        let worst = lines.map { $0.points.map { $0.y.median / (best[$0.x] ?? 1) }.min() ?? 0 }
        let start = AxisZoom.start(
            of: worst, lows: lines.map { $0.points.map(\.y.low).min() ?? 0 },
            high: lines.flatMap(\.points).map(\.y.high).max() ?? 0)
        guard let start else { return nil }
        let below = lines.filter { $0.points.contains { $0.y.median < start } }.map(\.design)
        let names = below.isEmpty ? "" : "; below it: \(below.joined(separator: ", "))"
        return (start, "Zoomed: the axis does not begin at 0\(names). ")
    }

    /// Latency against rate, from depth to depth.
    var hockeySticks: [Figure] {
        SettingSweep.all(along: .depth, in: grid).enumerated().compactMap { number, sweep in
            let lines = grid.designs.compactMap { design -> LinePlot.Line? in
                let points = sweep.points.compactMap { point -> LinePlot.Point? in
                    guard let cell = grid[design, point.setting], let rate = Estimate(of: cell, \.iops),
                        let latency = Estimate(of: cell, Measure.latencyP99.value)
                    else { return nil }
                    return LinePlot.Point(x: rate.median, y: latency, xRange: rate)
                }
                return points.isEmpty ? nil : LinePlot.Line(design: design, label: design, points: points)
            }
            let unit = AxisUnit.rate(lines.flatMap(\.points).map(\.x))
            let depths = sweep.points.map(\.tick).joined(separator: ", ")
            let plot = LinePlot(
                name: Figure.name("latency-rate", sweep.label, number: number + 1),
                title: "Latency against rate", subtitle: sweep.label,
                note: "From left to right: depth \(depths). " + note(on: cells(of: sweep)), xUnit: unit,
                yUnit: .time,
                axes: [
                    "set xlabel \(GnuplotText.quoted(unit.label)); set xrange [0:*]",
                    "set ylabel '99th percentile of latency, µs'", LinePlot.logAxis(of: lines, .time),
                ])
            return lines.isEmpty ? nil : plot.figure(of: lines)
        }
    }

    /// A line for each design that has rates in the settings of a sweep.
    private func rateLines(_ sweep: SettingSweep) -> [LinePlot.Line] {
        grid.designs.compactMap { design in
            let points = sweep.points.enumerated().compactMap { place, point -> LinePlot.Point? in
                guard let cell = grid[design, point.setting], let rate = Estimate(of: cell, \.iops)
                else { return nil }
                return LinePlot.Point(x: Double(place + 1), y: rate, group: point.group)
            }
            return points.isEmpty ? nil : LinePlot.Line(design: design, label: design, points: points)
        }
    }

    func cells(of sweep: SettingSweep) -> [CellSummary] {
        sweep.points.flatMap { grid.cells(of: $0.setting) }
    }

    /// Tics where something was measured, and nowhere else.
    static func ticks(_ points: [SettingSweep.Point]) -> String {
        "set xtics (\(points.map { GnuplotText.tick($0.tick, at: "\($0.x)") }.joined(separator: ", ")))"
    }
}
