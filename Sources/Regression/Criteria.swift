import Results
import Statistics

/// The metrics, demands and rules of a comparison.
public struct Criteria {
    public var metrics: [Metric]
    /// The demand where no rule sets another.
    public var demand: Demand
    /// The first rule that matches and sets a value counts.
    public var rules: [DemandRule] = []
    /// The first acceptance that matches counts.
    public var acceptances: [Acceptance] = []
    /// The day by which acceptances end, in UTC: `2026-03-31`.
    public var today = String(UTCTime.now().description.prefix(10))
    /// The confidence in all verdicts of better or worse together.
    public var confidence: Double
    /// The quantile of the rounds of a side that counts, from the best round on; 0.5 for the median. Where
    /// others slow down some rounds and none is ever made quicker, those that were left alone are compared by less.
    public var quantile = 0.5
    /// Where ``quantile`` is less than a half: the change up to which the mean of all rounds is the same. The threshold
    /// is for the rounds that count; in the others there is more noise, and this is about changes of kind.
    public var allRounds = 0.05
    /// Whether invalid rounds count.
    public var countsInvalid = false
    /// Whether the values repeat, as under a clock that counts instructions; see ``Change/repeated(_:threshold:)``.
    public var isDeterministic = false
    /// Whether cells are compared even if their settings differ.
    public var allowsDifferent = false
    public var resamples = 2000
    public var seed: UInt64 = 1

    var fewestRounds: Int { isDeterministic ? 1 : Statistics.fewestRounds }

    /// The number of rounds that a verdict needs where the sides take turns, however many cells and metrics are
    /// compared: two of all ways to swap sides within rounds, doubled for the two families of tests (see ``Weighing``),
    /// must be rarer than what may err.
    public var neededRounds: Int {
        guard !isDeterministic else { return 1 }
        return (Statistics.fewestRounds...60).first { 4 / Double(1 << $0) <= 1 - confidence + 1e-12 } ?? 60
    }

    var bootstrap: Bootstrap { Bootstrap(seed: seed, resamples: resamples, confidence: confidence) }

    public init(metrics: [Metric], demand: Demand, confidence: Double) {
        (self.metrics, self.demand, self.confidence) = (metrics, demand, confidence)
    }

    func demand(on cell: String, _ metric: Metric) -> Demand {
        let rules = rules.filter { $0.selection.contains(cell, metric.name) }
        return Demand(
            threshold: rules.lazy.compactMap(\.threshold).first ?? demand.threshold,
            floorNanoseconds: rules.lazy.compactMap(\.floorNanoseconds).first ?? demand.floorNanoseconds)
    }

    /// ``quantile`` as a part of values in rising order.
    func part(of metric: Metric) -> Double { metric.higherIsBetter ? 1 - quantile : quantile }

    func acceptance(of cell: String, _ metric: Metric) -> Acceptance? {
        acceptances.first { $0.selection.contains(cell, metric.name) }
    }

    /// Notes on rules that match nothing, and on accepted regressions that are gone.
    func notes(on cells: [CellComparison]) -> [String] {
        func matches(_ selection: Selection) -> [CellComparison] {
            cells.filter { selection.contains($0.cell, $0.metric) }
        }
        let idle = (rules.map(\.selection) + acceptances.map(\.selection)).filter { matches($0).isEmpty }
        let gone = acceptances.map(\.selection).filter { selection in
            let found = matches(selection)
            return !found.isEmpty && found.allSatisfy { $0.verdict == .same || $0.verdict == .better }
        }
        return idle.map { "\($0.place): no compared cell and metric matches" }
            + gone.map { "\($0.place): the accepted regression is gone; remove it" }
    }
}
