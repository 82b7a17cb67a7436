import Results

/// Makes all figures that results have the data for.
struct FigureMaker: Sendable {
    let results: ResultSet
    let grid: ResultGrid
    /// What the others are compared with.
    let baseline: String
    /// What a report's first sentences say.
    let answers: Answers

    init(results: ResultSet, baseline: String) {
        self.results = results
        self.baseline = baseline
        grid = ResultGrid(results.rows)
        answers = Answers(grid.settings, of: results.rows)
    }

    /// What compares settings.
    var overview: [Figure] {
        answerFigures + scalingFigures + heatMaps + threadFigures + leafFigures + tailFigures + depthFigures
            + hockeySticks
    }

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
        let invalid =
            reasons.isEmpty
            ? [] : ["† no round is valid, all are drawn: " + reasons.sorted().joined(separator: "; ") + "."]
        let work =
            cells.allSatisfy(grid.didTheWork)
            ? [] : ["‡ other work: fewer IOs in flight than the others kept."]
        return (invalid + work).joined(separator: " ")
    }

    /// What stands behind the name of a design whose cell does not count; empty where it does.
    func mark(on cell: CellSummary) -> String {
        (cell.isTrusted ? "" : " †") + (grid.didTheWork(cell) ? "" : " ‡")
    }
}
