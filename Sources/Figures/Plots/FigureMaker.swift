import Results

/// Makes all figures that results have the data for.
struct FigureMaker: Sendable {
    let results: ResultSet
    let grid: ResultGrid
    /// What the others are compared with.
    let baseline: String

    /// What compares settings.
    var overview: [Figure] { heatMaps + threadFigures + leafFigures + depthFigures + hockeySticks }

    var settings: [(label: String, figures: [Figure])] {
        grid.settings.indices.map { (grid.settings[$0].label, figures(ofSetting: $0)) }
    }

    /// What each design did in one setting.
    private func figures(ofSetting index: Int) -> [Figure] {
        [
            rateFigure(index), differenceFigure(index), percentileFigure(.latency, index),
            percentileFigure(.lag, index), costFigure(index),
        ]
        .compactMap(\.self)
    }

    /// Says why cells are marked; empty where none is.
    func note(on cells: [CellSummary]) -> String {
        let reasons = Set(cells.filter { !$0.isTrusted }.compactMap { $0.invalidRounds.first?.invalidReason })
        return reasons.isEmpty ? "" : "† not valid: " + reasons.sorted().joined(separator: "; ") + "."
    }
}
