import Results
import Statistics

/// The rounds of a cell and metric, measured but not yet weighed against all others that were compared.
struct Evidence {
    /// The change of the rounds that count.
    let change: Change
    let limit: Limit
    /// The change of all rounds, where a quantile counts that leaves most of them out.
    var allRounds: (change: Change, limit: Limit)?
    let rounds: Int
    /// Why missing rounds may hide something; nil if they do not.
    var losses: String?
    /// Nil where values repeat.
    var series: RoundSeries?

    static let noRatio = "a round has a value that is not above 0: no ratio"

    enum Outcome {
        case measured(Evidence)
        case decided(Verdict, String)
    }

    static func gather(
        _ rounds: [(base: CellRow, candidate: CellRow)], of metric: Metric, on cell: String, inTurns: Bool,
        losses: String?, _ criteria: Criteria
    ) -> Outcome {
        let measured = rounds.compactMap { round -> (base: CellRow, candidate: CellRow, pair: Pair)? in
            guard let base = metric.value(round.base), let candidate = metric.value(round.candidate) else {
                return nil
            }
            return (round.base, round.candidate, Pair(base: base, candidate: candidate))
        }
        guard !measured.isEmpty else { return .decided(.inconclusive, "not measured") }
        guard measured.count >= criteria.fewestRounds else {
            return .decided(.inconclusive, CellPairs.tooFew(measured.count, of: criteria.fewestRounds))
        }
        let pairs = measured.map(\.pair)
        guard pairs.allSatisfy(\.isRatio) else { return .decided(.inconclusive, noRatio) }
        let demand = criteria.demand(on: cell, metric)
        guard !criteria.isDeterministic else {
            switch Change.repeated(pairs, threshold: demand.threshold) {
            case .change(let change, let limit):
                return .measured(
                    Evidence(change: change, limit: limit, rounds: pairs.count, losses: losses))
            case .doNotRepeat(let reason): return .decided(.inconclusive, reason)
            }
        }
        let inTime = measured.sorted {
            $0.candidate.time.millisecondsSinceEpoch < $1.candidate.time.millisecondsSinceEpoch
        }
        let series = RoundSeries(
            pairs: pairs, numbers: measured.map(\.base.round),
            candidatesInTime: inTime.map(\.pair.candidate), inTurns: inTurns)
        return weighable(series, metric, demand, losses: losses, criteria)
    }

    private static func weighable(
        _ series: RoundSeries, _ metric: Metric, _ demand: Demand, losses: String?, _ criteria: Criteria
    ) -> Outcome {
        func limit(_ change: Change) -> Limit {
            Limit(demand, base: change.base, isTime: metric.isTime, noise: change.noise)
        }
        guard let change = Change(of: series, at: criteria.part(of: metric), criteria.bootstrap) else {
            return .decided(.inconclusive, "\(series.pairs.count) rounds are too few to be so sure")
        }
        var evidence = Evidence(
            change: change, limit: limit(change), rounds: series.pairs.count, losses: losses, series: series)
        if criteria.quantile < 0.5, let all = Change(ofAllRounds: series, criteria.bootstrap) {
            evidence.allRounds = (all, limit(all))
        }
        return .measured(evidence)
    }
}
