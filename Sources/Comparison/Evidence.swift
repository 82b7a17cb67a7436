import Results
import Statistics

/// What the rounds of a cell say of one metric, before it is weighed.
struct Evidence {
    let base: Double
    let candidate: Double
    let rounds: Int
    /// Of the candidate's median as a multiple of the base's.
    let ratio: Interval
    let limit: Limit
    /// Of the rank test; nil where values repeat.
    let pValue: Double?

    static let noRatio = "a round has a value that is not above 0: no ratio"

    enum Outcome {
        case measured(Evidence)
        case decided(Verdict, String)
    }

    static func gather(
        _ rounds: [(base: CellRow, candidate: CellRow)], of metric: Metric, isInterleaved: Bool,
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
        guard !judgement.isDeterministic else { return repeated(pairs, judgement) }
        let bootstrap = Bootstrap(
            seed: judgement.seed, resamples: judgement.resamples, confidence: judgement.confidence)
        guard let ratio = bootstrap.ratioOfMedians(of: pairs), let base = pairs.map(\.base).median,
            let candidate = pairs.map(\.candidate).median,
            let ranks = MannWhitney(pairs.map(\.base), pairs.map(\.candidate))
        else { return .decided(.inconclusive, noRatio) }
        let noise = SameAgainstSame.noise(
            of: pairs.map(\.base), isInterleaved: isInterleaved, seed: judgement.seed)
        return .measured(
            Evidence(
                base: base, candidate: candidate, rounds: pairs.count, ratio: ratio,
                limit: Limit(judgement, base: base, isTime: metric.isTime, noise: noise), pValue: ranks.pValue
            ))
    }

    /// - Parameter pValue: corrected for all that was tested beside it; nil where values repeat.
    func verdict(higherIsBetter: Bool, pValue: Double?) -> (Verdict, String) {
        guard let pValue else { return verdictOfRepeats(higherIsBetter: higherIsBetter) }
        let worst = higherIsBetter ? 1 / ratio.lower : ratio.upper
        let best = higherIsBetter ? 1 / ratio.upper : ratio.lower
        let isSure = pValue <= 1 - ratio.confidence
        let change = best > 1 + limit.part ? Verdict.worse : worst < 1 / (1 + limit.part) ? .better : nil
        switch change {
        case let change? where isSure: return (change, "beyond \(limit.source.rawValue)")
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
