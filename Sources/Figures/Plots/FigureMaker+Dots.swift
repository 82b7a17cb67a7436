import Results
import Statistics

extension FigureMaker {
    /// Rate per design in a setting.
    func rateFigure(_ index: Int) -> Figure? {
        let setting = grid.settings[index]
        let cells = grid.cells(of: setting)
        let found = cells.compactMap { cell in Estimate(of: cell, \.iops).map { (cell, $0) } }
            .sorted { $0.1.median > $1.1.median }
        guard found.contains(where: { $0.1.median > 0 }) else { return nil }
        let unit = AxisUnit.rate(found.map(\.1.median))
        let dots = found.map { cell, estimate in
            DotPlot.Dot(
                design: cell.asked.design, mark: mark(on: cell), estimate: estimate,
                text: unit.text(estimate.median))
        }
        let plot = DotPlot(
            name: Figure.name("rate", setting.label, number: index + 1), title: "Rate of each design",
            subtitle: setting.label, note: note(on: cells), label: unit.label, unit: unit)
        return plot.figure(of: dots)
    }

    /// How much faster or slower than the baseline each design is in a setting, round by round.
    func differenceFigure(_ index: Int) -> Figure? {
        let setting = grid.settings[index]
        guard let base = grid[baseline, setting] else { return nil }
        let cells = grid.cells(of: setting).filter { $0.asked.design != baseline }
        let found = cells.compactMap { cell in
            Estimate(ratioOf: cell, to: base, \.iops).map { (cell, $0.mapped { ($0 - 1) * 100 }) }
        }
        .sorted { $0.1.median > $1.1.median }
        guard !found.isEmpty else { return nil }
        let dots = found.map { cell, estimate in
            DotPlot.Dot(
                design: cell.asked.design, mark: base.isTrusted ? mark(on: cell) : " †", estimate: estimate,
                text: Self.difference(estimate, verdict(on: cell, against: base)))
        }
        let plot = DotPlot(
            name: Figure.name("difference", setting.label, number: index + 1),
            title: "Rate against \(baseline)", subtitle: setting.label,
            note: "Ratio of medians of rounds that are paired. " + note(on: cells + [base]),
            label: "difference to \(baseline), %", unit: AxisUnit(label: "%", divisor: 1), reference: 0)
        return plot.figure(of: dots)
    }

    /// `+12.3 %`; what the rounds do not decide says so.
    private static func difference(_ percent: Estimate, _ verdict: Verdict) -> String {
        let sign = percent.median > 0 ? "+" : ""
        let text = sign + AxisUnit.digits(percent.median) + " %"
        return verdict == .better || verdict == .worse ? text : text + ", undecided"
    }

    private func verdict(on cell: CellSummary, against base: CellSummary) -> Verdict {
        let noise = answers.machines.first { $0.isAbout(cell.asked) }?.noiseOfRate ?? 0
        return Ranking.verdict(on: cell, against: base, by: .iops, noise: noise)
    }
}
