import Results
import Statistics

/// What the rounds of a cell say of one metric, before it is weighed.
struct Evidence {
    let base: Double
    let candidate: Double
    let rounds: Int
    let change: Change
    let limit: Limit

    static let noRatio = "a round has a value that is not above 0: no ratio"

    enum Outcome {
        case measured(Evidence)
        case decided(Verdict, String)
    }

    static func gather(
        _ rounds: [(base: CellRow, candidate: CellRow)], of metric: Metric, on cell: String, inTurns: Bool,
        _ judgement: Judgement
    ) -> Outcome {
        let pairs = rounds.compactMap { round -> Pair? in
            guard let base = metric.value(round.base), let candidate = metric.value(round.candidate) else {
                return nil
            }
            return Pair(base: base, candidate: candidate)
        }
        guard !pairs.isEmpty else { return .decided(.inconclusive, "not measured") }
        guard pairs.count >= judgement.fewestRounds else {
            return .decided(.inconclusive, CellPairs.tooFew(pairs.count, of: judgement.fewestRounds))
        }
        guard pairs.allSatisfy(\.isRatio) else { return .decided(.inconclusive, noRatio) }
        let demand = judgement.demand(on: cell, metric)
        guard !judgement.isDeterministic else { return repeated(pairs, threshold: demand.threshold) }
        let part = judgement.part(of: metric)
        guard let change = Change(pairs, at: part, inTurns: inTurns, judgement),
            let base = pairs.map(\.base).quantile(part), let candidate = pairs.map(\.candidate).quantile(part)
        else { return .decided(.inconclusive, "\(pairs.count) rounds are too few to be so sure") }
        let limit = Limit(demand, base: base, isTime: metric.isTime, noise: change.noise)
        return .measured(
            Evidence(base: base, candidate: candidate, rounds: pairs.count, change: change, limit: limit))
    }

    /// How much worse the candidate is, at most and at least, as a multiple.
    private func bounds(higherIsBetter: Bool) -> (worst: Double, best: Double) {
        let ratio = change.ratio
        return higherIsBetter ? (1 / ratio.lower, 1 / ratio.upper) : (ratio.upper, ratio.lower)
    }

    /// - Parameters:
    ///   - pValue: corrected for all that was tested beside it; nil where values repeat.
    ///   - acceptance: of a regression here.
    func verdict(
        of metric: Metric, pValue: Double?, _ acceptance: Acceptance?, today: String
    ) -> (Verdict, String) {
        let found = verdict(higherIsBetter: metric.higherIsBetter, pValue: pValue)
        guard found.0 == .worse, let acceptance else { return found }
        let least = bounds(higherIsBetter: metric.higherIsBetter).best - 1
        return acceptance.verdict(least: least, why: found.1, today: today)
    }

    private func verdict(higherIsBetter: Bool, pValue: Double?) -> (Verdict, String) {
        guard let pValue else { return verdictOfRepeats(higherIsBetter: higherIsBetter) }
        let (worst, best) = bounds(higherIsBetter: higherIsBetter)
        let isSure = pValue <= 1 - change.ratio.confidence
        let verdict = best > 1 + limit.part ? Verdict.worse : worst < 1 / (1 + limit.part) ? .better : nil
        switch verdict {
        case let verdict? where isSure: return (verdict, "beyond \(limit.source.rawValue)")
        case _?: return (.inconclusive, "the ranks may be chance; more rounds would tell")
        case nil where worst <= 1 + limit.wanted && best >= 1 / (1 + limit.wanted):
            return (.same, "within \(limit.wantedBy.rawValue)")
        case nil where limit.source == .noise && worst <= 1 + limit.part && best >= 1 / (1 + limit.part):
            return (.inconclusive, "the noise floor hides what is within it")
        case nil:
            return (
                .inconclusive, "the interval reaches across \(limit.source.rawValue); more rounds would tell"
            )
        }
    }
}
