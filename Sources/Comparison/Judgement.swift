import Results

/// What a comparison goes by.
public struct Judgement {
    public var metrics: [Metric]
    /// What counts as a change where no rule says otherwise.
    public var demand: Demand
    /// The first that matches and says it counts.
    public var rules: [DemandRule] = []
    /// The first that matches counts.
    public var acceptances: [Acceptance] = []
    /// The day by which acceptances end, in UTC: `2026-03-31`.
    public var today = String(UTCTime.now().description.prefix(10))
    /// That no verdict of better or worse, in any cell, is an accident.
    public var confidence: Double
    /// Which round of a side counts: the one that this part of its rounds is better than, 0.5 for the median. Where
    /// others slow down some rounds and none is ever made quicker, those that were left alone are compared by less.
    public var quantile = 0.5
    /// Whether rounds count that are marked as not to be trusted.
    public var countsInvalid = false
    /// Whether the values repeat, as under a clock that counts instructions; see ``Evidence/repeated(_:threshold:)``.
    public var isDeterministic = false
    /// Whether cells are compared whose settings differ.
    public var allowsDifferent = false
    public var resamples = 2000
    public var seed: UInt64 = 1

    /// Fewer say nothing, whatever they are, where values do not repeat.
    public static let fewestRounds = 9

    var fewestRounds: Int { isDeterministic ? 1 : Self.fewestRounds }

    public init(metrics: [Metric], demand: Demand, confidence: Double) {
        (self.metrics, self.demand, self.confidence) = (metrics, demand, confidence)
    }

    func demand(on cell: String, _ metric: Metric) -> Demand {
        let rules = rules.filter { $0.selection.contains(cell, metric.name) }
        return Demand(
            threshold: rules.lazy.compactMap(\.threshold).first ?? demand.threshold,
            floorNanoseconds: rules.lazy.compactMap(\.floorNanoseconds).first ?? demand.floorNanoseconds)
    }

    /// The same as a part of values in rising order.
    func part(of metric: Metric) -> Double { metric.higherIsBetter ? 1 - quantile : quantile }

    func acceptance(of cell: String, _ metric: Metric) -> Acceptance? {
        acceptances.first { $0.selection.contains(cell, metric.name) }
    }

    /// What is to be said of rules that had nothing to do, and of regressions that are no more.
    func notes(on cells: [CellComparison]) -> [String] {
        func matches(_ selection: Selection) -> [CellComparison] {
            cells.filter { selection.contains($0.cell, $0.metric) }
        }
        let idle = (rules.map(\.selection) + acceptances.map(\.selection)).filter { matches($0).isEmpty }
        let gone = acceptances.map(\.selection).filter { selection in
            let found = matches(selection)
            return !found.isEmpty && found.allSatisfy { $0.verdict == .same || $0.verdict == .better }
        }
        return idle.map { "\($0.place): no cell and metric that is compared matches" }
            + gone.map { "\($0.place): the accepted regression is no more, take it out" }
    }
}
