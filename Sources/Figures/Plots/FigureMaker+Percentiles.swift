import Results
import Statistics

extension FigureMaker {
    /// The percentiles of latency or lag in a setting, over an axis of nines.
    func percentileFigure(_ metric: CellHistogram.Metric, _ index: Int) -> Figure? {
        let setting = grid.settings[index]
        let cells = grid.cells(of: setting)
        let lines = cells.map { percentileLine(metric, of: $0) }.filter { !$0.points.isEmpty }
        let last = lines.flatMap(\.points).map(\.x).max() ?? 0
        guard last > PercentileCurve.medianPlace else { return nil }
        let isLag = metric == .lag
        let plot = LinePlot(
            name: Figure.name(isLag ? "lag" : "latency", setting.label, number: index + 1),
            title: isLag
                ? "Detection lag: leaf ready to seen complete" : "Latency: submitted to seen complete",
            subtitle: setting.label, note: note(on: cells), xUnit: AxisUnit(label: "", divisor: 1),
            yUnit: .time,
            axes: [
                "set xtics (\(Self.percentTicks(to: last))); set xrange [0:\(last + 0.15)]",
                "set xlabel 'percentile'",
                "set ylabel '\(isLag ? "lag" : "latency"), µs'", LinePlot.logAxis(of: lines, .time),
            ])
        return plot.figure(of: lines)
    }

    private static func percentTicks(to last: Double) -> String {
        let names = ["0", "50", "90", "99", "99.9", "99.99", "99.999"]
        return zip(names, [0] + PercentileCurve.marked).filter { $0.1 <= last }
            .map { "'\($0.0)' \($0.1)" }.joined(separator: ", ")
    }

    /// From the histograms, and where there are none from the columns.
    private func percentileLine(_ metric: CellHistogram.Metric, of cell: CellSummary) -> LinePlot.Line {
        let design = cell.asked.design
        let label = design + mark(on: cell)
        let curves = results.curves(metric, of: cell)
        guard !curves.isEmpty else {
            let columns = metric == .lag ? Self.lagColumns : Self.latencyColumns
            let points = columns.compactMap { place, value in
                Estimate(of: cell, value).map { LinePlot.Point(x: place, y: $0) }
            }
            return LinePlot.Line(design: design, label: label, points: points)
        }
        // On an axis without a zero nothing stands for less than a nanosecond.
        let values = { (place: Double) -> [Double] in
            let values = curves.compactMap { $0.value(at: place) }.map { max($0, 1) }
            return values.count * 2 > curves.count ? values : []
        }
        let points = PercentileCurve.marked.compactMap { place in
            Estimate(of: values(place)).map { LinePlot.Point(x: place, y: $0) }
        }
        let curve = PercentileCurve.places.compactMap { place in
            values(place).median.map { median in
                LinePlot.Point(x: place, y: Estimate(median: median, low: median, high: median))
            }
        }
        return LinePlot.Line(design: design, label: label, points: points, curve: curve)
    }

    private typealias Column = (place: Double, value: @Sendable (CellRow) -> Double?)

    private static let lagColumns: [Column] = [
        (PercentileCurve.medianPlace, { $0.lagP50Nanoseconds.map { Double($0) } }),
        (2, { $0.lagP99Nanoseconds.map { Double($0) } }),
    ]

    private static let latencyColumns: [Column] = [
        (PercentileCurve.medianPlace, { $0.latencyP50Nanoseconds.map { Double($0) } }),
        (1, { $0.latencyP90Nanoseconds.map { Double($0) } }),
        (2, { $0.latencyP99Nanoseconds.map { Double($0) } }),
        (3, { $0.latencyP999Nanoseconds.map { Double($0) } }),
        (4, { $0.latencyP9999Nanoseconds.map { Double($0) } }),
        (5, { $0.latencyP99999Nanoseconds.map { Double($0) } }),
    ]
}
