import Foundation
import Statistics

/// The designs of one setting by one measure: which lead, which are behind and by how much, which are not compared.
///
/// Two designs are separated by the same rule (``Statistics/Change/finding(_:higherIsBetter:pValue:wanted:)``) as two
/// programs by `compare` that were measured in turns. The demand is the noise floor of the results, and for times
/// ``Measure/floorNanoseconds``. Designs that are not separated are equal, as far as these rounds can tell.
public struct Ranking: Sendable {
    /// A design with its median.
    public struct Place: Sendable {
        /// The rounds of the cell.
        public let cell: CellSummary
        /// The median of the measure.
        public let median: Double
        /// How far the median is behind the best, as a part: 0.1 is a tenth slower, or a tenth longer. Negative for a
        /// median that is ahead of the best that was compared.
        public let behind: Double

        /// The name of the design.
        public var design: String { cell.asked.design }
    }

    /// The setting that the designs share.
    public let setting: Setting
    /// The measure by which they are ranked.
    public let measure: Measure
    /// The noise floor of the measure, as a part.
    public let noise: Double
    /// The best median, then those that nothing separates from it, by their medians. Empty if fewer than two designs
    /// can be compared.
    public let leading: [Place]
    /// The designs that the rounds show to be worse than the best, by their medians.
    public let behind: [Place]
    /// The designs with fewer valid rounds than a verdict needs, by their medians: those of the valid rounds, or of all
    /// rounds if none is valid.
    public let leftOut: [Place]
    /// The designs that kept fewer IOs in flight than the others; see ``WorkDone``.
    public let otherWork: [CellSummary]

    /// The confidence in a single verdict of better or worse.
    public static let confidence = 0.99

    /// - Parameter noise: how much rounds of the same cell differ by themselves, as a part.
    public init(_ setting: Setting, by measure: Measure, noise: Double) {
        (self.setting, self.measure, self.noise) = (setting, measure, noise)
        let work = WorkDone(of: setting.cells)
        otherWork = setting.cells.filter { !work.isAsAsked($0) }
        let places = Self.places(of: setting.cells.filter(work.isAsAsked), by: measure)
        let compared = places.filter { Self.counts($0.cell) }
        leftOut = places.filter { !Self.counts($0.cell) }
        let isBehind = compared.enumerated().map { place, found in
            place > 0
                && Self.verdict(on: compared[0].cell, against: found.cell, by: measure, noise: noise)
                    == .better
        }
        leading = zip(compared, isBehind).filter { !$0.1 }.map(\.0)
        behind = zip(compared, isBehind).filter(\.1).map(\.0)
    }

    /// The cells that measured it, the best median first; the best that can be compared is what others are behind.
    private static func places(of cells: [CellSummary], by measure: Measure) -> [Place] {
        let isHighest = measure.best == .highest
        let found = cells.compactMap { cell in measure.middle(of: cell).map { (cell: cell, median: $0) } }
            .sorted { isHighest ? $0.median > $1.median : $0.median < $1.median }
        let best = (found.first { counts($0.cell) } ?? found.first)?.median ?? 0
        return found.map { cell, median in
            Place(cell: cell, median: median, behind: isHighest ? 1 - median / best : median / best - 1)
        }
    }

    /// Whether two designs at least did the same work, compared or not.
    public var hasRivals: Bool { leading.count + behind.count + leftOut.count > 1 }

    /// Whether two designs at least were compared.
    public var isComparison: Bool { leading.count + behind.count > 1 }

    /// How far the medians of those that lead are apart, as a part.
    public var spread: Double { leading.map(\.behind).max() ?? 0 }

    /// Whether a cell has what a verdict needs.
    public static func counts(_ cell: CellSummary) -> Bool {
        cell.rounds.count(where: \.valid) >= fewestRounds
    }

    /// The verdict on one cell against another. An interval that reaches into the noise is inconclusive, as are cells
    /// with too few valid rounds.
    ///
    /// - Parameter noise: how much rounds of the same cell differ by themselves, as a part.
    public static func verdict(
        on cell: CellSummary, against base: CellSummary, by measure: Measure, noise: Double
    ) -> Verdict {
        guard counts(cell), counts(base), let change = change(of: cell, from: base, measure.value) else {
            return .inconclusive
        }
        let demand = Demand(threshold: 0, floorNanoseconds: measure.floorNanoseconds)
        let limit = Limit(demand, base: change.base, isTime: true, noise: max(noise, change.noise))
        return change.finding(limit, higherIsBetter: measure.best == .highest).verdict
    }

    /// How far the rounds of one cell are from those of another; nil where they are too few for the confidence. Rounds
    /// that both have are paired, as all designs take turns; if these are too few, the medians are compared.
    public static func change(
        of cell: CellSummary, from base: CellSummary, _ value: (CellRow) -> Double?
    ) -> Change? {
        let bootstrap = Bootstrap(confidence: confidence)
        let pairs = pairs(of: cell, base, value)
        if pairs.count >= fewestRounds,
            let change = Change(of: RoundSeries(inTurns: pairs), bootstrap)
        {
            return change
        }
        guard counts(cell), counts(base) else { return nil }
        return Change(ofUnpaired: base.shown.compactMap(value), cell.shown.compactMap(value), bootstrap)
    }

    private static func pairs(
        of cell: CellSummary, _ base: CellSummary, _ value: (CellRow) -> Double?
    ) -> [Pair] {
        let bases = Dictionary(
            base.shown.map { ($0.round, value($0)) }, uniquingKeysWith: { first, _ in first })
        return cell.shown.compactMap { row in
            guard let candidate = value(row), let base = bases[row.round] ?? nil else { return nil }
            let pair = Pair(base: base, candidate: candidate)
            return pair.isRatio ? pair : nil
        }
    }
}
