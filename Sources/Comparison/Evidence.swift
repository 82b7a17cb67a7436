import Results
import Statistics

/// What the rounds of a cell say of one metric, before it is weighed.
struct Evidence {
    /// Of the rounds that count.
    let change: Change
    let limit: Limit
    /// Of all rounds, where a quantile counts that leaves most of them out.
    var allRounds: (change: Change, limit: Limit)?
    let rounds: Int
    /// Why rounds that are missing may hide something; nil if they do not.
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
        losses: String?, _ judgement: Judgement
    ) -> Outcome {
        let measured = rounds.compactMap { round -> (base: CellRow, candidate: CellRow, pair: Pair)? in
            guard let base = metric.value(round.base), let candidate = metric.value(round.candidate) else {
                return nil
            }
            return (round.base, round.candidate, Pair(base: base, candidate: candidate))
        }
        guard !measured.isEmpty else { return .decided(.inconclusive, "not measured") }
        guard measured.count >= judgement.fewestRounds else {
            return .decided(.inconclusive, CellPairs.tooFew(measured.count, of: judgement.fewestRounds))
        }
        let pairs = measured.map(\.pair)
        guard pairs.allSatisfy(\.isRatio) else { return .decided(.inconclusive, noRatio) }
        let demand = judgement.demand(on: cell, metric)
        guard !judgement.isDeterministic else {
            return repeated(pairs, threshold: demand.threshold, losses: losses)
        }
        let inTime = measured.sorted {
            $0.candidate.time.millisecondsSinceEpoch < $1.candidate.time.millisecondsSinceEpoch
        }
        let series = RoundSeries(
            pairs: pairs, numbers: measured.map(\.base.round),
            candidatesInTime: inTime.map(\.pair.candidate), inTurns: inTurns)
        return weighable(series, metric, demand, losses: losses, judgement)
    }

    private static func weighable(
        _ series: RoundSeries, _ metric: Metric, _ demand: Demand, losses: String?, _ judgement: Judgement
    ) -> Outcome {
        func limit(_ change: Change) -> Limit {
            Limit(demand, base: change.base, isTime: metric.isTime, noise: change.noise)
        }
        guard let change = Change(of: series, at: judgement.part(of: metric), judgement) else {
            return .decided(.inconclusive, "\(series.pairs.count) rounds are too few to be so sure")
        }
        var evidence = Evidence(
            change: change, limit: limit(change), rounds: series.pairs.count, losses: losses, series: series)
        if judgement.quantile < 0.5, let all = Change(ofAllRounds: series, judgement) {
            evidence.allRounds = (all, limit(all))
        }
        return .measured(evidence)
    }
}
