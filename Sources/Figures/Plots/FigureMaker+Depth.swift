import Foundation
import Results

extension FigureMaker {
    /// Rate against depth with latency on the second axis: a panel for each design, as two lines each of all of them
    /// would hide each other.
    var depthFigures: [Figure] {
        SettingSweep.all(along: .depth, in: grid).enumerated().compactMap { number, sweep in
            let designs = grid.designs.filter { design in
                sweep.points.contains { point in
                    grid[design, point.setting].flatMap { Estimate(of: $0, \.iops) } != nil
                }
            }
            guard !designs.isEmpty else { return nil }
            return DepthPanels(
                name: Figure.name("depth", sweep.label, number: number + 1), subtitle: sweep.label,
                note: "Lines: rate; grey and dashed: 99th percentile of latency. "
                    + note(on: cells(of: sweep)),
                grid: grid, sweep: sweep, designs: designs
            ).figure
        }
    }
}

/// Panels in rows, which share their axes.
private struct DepthPanels {
    let name: String
    let subtitle: String
    let note: String
    let grid: ResultGrid
    let sweep: SettingSweep
    let designs: [String]

    private var columnCount: Int { min(designs.count, 5) }
    private var rowCount: Int { (designs.count + columnCount - 1) / columnCount }

    var figure: Figure {
        var data = DataBlocks(columns: ["depth", "iops", "low", "high", "p99 ns", "low", "high"])
        let rates = estimates(\.iops)
        let latencies = Self.axis(of: estimates(Measure.latencyP99.value))
        let unit = AxisUnit.rate(rates.map(\.high))
        let panels = designs.enumerated().map { place, design in
            panel(design, at: place, unit, latencies, &data)
        }
        let height = 150 * rowCount + 170
        return Figure(
            name: name, title: "Rate and latency against depth", subtitle: subtitle, note: note,
            height: height, linesAbove: subtitle.isEmpty ? 0 : 0.7, data: data.text,
            commands: ([axes(unit, rates, latencies, height)] + panels + ["unset multiplot"]).joined(
                separator: "\n"))
    }

    /// The points with as many depths named as a panel has room for.
    private var namedPoints: [SettingSweep.Point] {
        let xs = sweep.points.map { log2($0.x) }
        guard let first = xs.first, let last = xs.last, last > first else { return sweep.points }
        let names = Ticks.thinned(
            sweep.points.map(\.tick), at: xs.map { ($0 - first) / (last - first) },
            width: Self.panelsWidth / Double(columnCount) * 0.85)
        return zip(sweep.points, names).map { $0.named($1) }
    }

    /// The width of all panels of a row, in pixels.
    private static let panelsWidth = 600.0

    private func estimates(_ value: @escaping (CellRow) -> Double?) -> [Estimate] {
        designs.flatMap { design in
            sweep.points.compactMap { point in grid[design, point.setting].flatMap { Estimate(of: $0, value) }
            }
        }
    }

    /// The second axis, in µs.
    private static func axis(of times: [Estimate]) -> ClosedRange<Double> {
        let lowest = max(times.map(\.low).min() ?? 1000, 1) / 1e3
        let highest = max(times.map(\.high).max() ?? 1000, 1) / 1e3
        return lowest / 1.3...highest * 1.3
    }

    private func axes(_ unit: AxisUnit, _ rates: [Estimate], _ latencies: ClosedRange<Double>, _ height: Int)
        -> String
    {
        let most = unit.scaled(rates.map(\.high).max() ?? 1)
        let xs = sweep.points.map(\.x)
        return """
            set label 120 \(GnuplotText.quoted(unit.label)) at screen 0.02, screen 0.55 rotate center
            set label 121 'p99 latency, µs' at screen 0.988, screen 0.55 rotate by -90 center textcolor rgb '#666666'
            set label 122 'depth' at screen 0.5, screen (BOTTOM - 42)/\(height). center
            set logscale x 2; set logscale y2
            set xrange [\((xs.first ?? 1) / 1.4):\((xs.last ?? 1) * 1.4)]; \(FigureMaker.ticks(namedPoints))
            set yrange [0:\(most * 1.08)]; set ytics \(AxisUnit.step(to: most))
            set y2range [\(latencies.lowerBound):\(latencies.upperBound)]
            set border 11
            set multiplot layout \(rowCount),\(columnCount) margins 0.095,0.895,BOTTOM/\(height).,1-TOP/\(height). \\
              spacing 0.014,\(30 / Double(height))
            """
    }

    private func mark(on design: String) -> String {
        sweep.points.allSatisfy { grid[design, $0.setting].map(grid.didTheWork) ?? true } ? "" : " ‡"
    }

    private func panel(
        _ design: String, at place: Int, _ unit: AxisUnit, _ latencies: ClosedRange<Double>,
        _ data: inout DataBlocks
    ) -> String {
        let style = DesignStyle(of: design)
        let lines = sweep.points.compactMap { point -> [String]? in
            guard let cell = grid[design, point.setting] else { return nil }
            let values = [Estimate(of: cell, \.iops), Estimate(of: cell, Measure.latencyP99.value)]
            return [GnuplotText.number(point.x)]
                + values.flatMap { [$0?.median, $0?.low, $0?.high].map(GnuplotText.number) }
        }
        let index = data.add(design, lines)
        let columns = [2, 3, 4].map(unit.column).joined(separator: ":")
        let isLeft = place % columnCount == 0
        let isRight = place % columnCount == columnCount - 1 || place == designs.count - 1
        let isLowest = place + columnCount >= designs.count
        let times = AxisUnit.logTicks(
            from: latencies.lowerBound, to: latencies.upperBound, areNamed: isRight)
        return """
            set title \(GnuplotText.quoted(design + mark(on: design))) font ',12' offset 0,-0.6 \\
              textcolor rgb '\(style.colour)'
            set format y '\(isLeft ? "%g" : "")'; set format x '\(isLowest ? "%g" : "")'
            set y2tics (\(times)) font ',12' textcolor rgb '#666666'
            \(FigureMaker.ticks(isLowest ? namedPoints : sweep.points.map(\.withoutTick)))
            plot DATA index \(index) using 1:($5/1e3):($6/1e3):($7/1e3) axes x1y2 with yerrorlines lc rgb '#888888' \\
              pt 6 ps 0.5 dt 2, '' index \(index) using 1:\(columns) with yerrorlines lc rgb '\(style.colour)' \\
              pt \(style.marker) ps 0.7 lw 1.6
            unset for [i=101:130] label i
            """
    }
}
