import Results
import Statistics

/// Who is the best of a setting by one measure, and whether that is more than chance.
struct Comparison: Sendable {
    /// What is compared.
    struct Kind: Sendable {
        let measure: Measure
        /// How much rounds of the same cell differ by themselves, as a part.
        let noise: Double
    }

    enum Outcome: Equatable, Sendable {
        case better, worse, undecided
    }

    /// The best median first.
    let ranking: [CellSummary]
    /// Those that cannot be told from the first, without it.
    let rivals: [CellSummary]

    /// Fewer rounds allow no verdict.
    static let fewestRounds = Statistics.fewestRounds

    /// What a verdict rests on is surer than what a figure draws.
    static let bootstrap = Bootstrap()

    var leader: CellSummary { ranking[0] }
    var isDecided: Bool { rivals.isEmpty }

    /// Of the cells that count; nil if these are not two.
    init?(_ setting: Setting, by kind: Kind) {
        let cells = setting.cells.filter(Self.counts).compactMap { cell in
            Estimate.median(of: cell, kind.measure.value).map { (cell: cell, median: $0) }
        }
        let ranking = cells.sorted {
            kind.measure.best == .highest ? $0.median > $1.median : $0.median < $1.median
        }
        .map(\.cell)
        guard ranking.count > 1 else { return nil }
        self.ranking = ranking
        rivals = ranking.dropFirst().filter { Self.outcome(of: ranking[0], against: $0, by: kind) != .better }
    }

    /// Whether a cell has what a verdict needs.
    static func counts(_ cell: CellSummary) -> Bool {
        cell.rounds.count(where: \.valid) >= fewestRounds
    }

    /// What the rounds say of one cell against another: an interval that reaches into the noise says nothing.
    static func outcome(of cell: CellSummary, against other: CellSummary, by kind: Kind) -> Outcome {
        guard counts(cell), counts(other),
            let ratio = Estimate(ratioOf: cell, to: other, kind.measure.value, by: bootstrap)
        else { return .undecided }
        let isHigher = ratio.low > 1 + kind.noise
        let isLower = ratio.high < 1 / (1 + kind.noise)
        guard isHigher || isLower else { return .undecided }
        return isHigher == (kind.measure.best == .highest) ? .better : .worse
    }
}
