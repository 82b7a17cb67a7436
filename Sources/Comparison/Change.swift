import Foundation
import Statistics

/// How far the candidate's rounds are from the base's, and how far the base's are from each other.
struct Change {
    /// The base's value: a median, a quantile or a geometric mean of its rounds.
    let base: Double
    /// The candidate as a multiple of the base.
    let estimate: Double
    /// It holds the estimate.
    let ratio: Interval
    /// Of the rank test, before it is corrected; nil where values repeat.
    let pValue: Double?
    /// As a part.
    let noise: Double
    /// Nil where the sides took turns: what the machine does by itself hits both alike.
    let drift: Drift?

    /// The candidate's value: the base's times the change, so that what a line says of the three agrees.
    var candidate: Double { base * estimate }

    init(
        base: Double, estimate: Double, ratio: Interval, pValue: Double?, noise: Double, drift: Drift? = nil
    ) {
        (self.base, self.estimate, self.pValue) = (base, estimate, pValue)
        (self.noise, self.drift) = (noise, drift)
        // Percentiles of resamples may lie to one side of what was measured.
        self.ratio = Interval(
            lower: min(ratio.lower, estimate), upper: max(ratio.upper, estimate), confidence: ratio.confidence
        )
    }
}

extension Change {
    /// Beyond, the pairs of pairs would fill the memory.
    private static let mostPaired = 1000

    /// Of the round of each side that counts: the median, or the one that ``Judgement/quantile`` names. Nil where the
    /// rounds are too few to be so sure.
    ///
    /// - Parameters:
    ///   - series: positive values, as many as a verdict needs.
    ///   - part: of the rounds that lies below the value to compare.
    init?(of series: RoundSeries, at part: Double, _ judgement: Judgement) {
        if series.inTurns && part == 0.5 && series.pairs.count <= Self.mostPaired {
            self.init(roundByRound: series, judgement)
        } else {
            self.init(sideBySide: series, at: part, judgement)
        }
    }

    /// What made a round slow made both its sides slow, and is gone from their ratio.
    private init?(roundByRound series: RoundSeries, _ judgement: Judgement) {
        guard let signed = SignedRank(series.logRatios),
            let interval = signed.interval(confidence: judgement.confidence),
            let base = series.bases.median
        else { return nil }
        self.init(
            base: base, estimate: exp(signed.estimate), ratio: interval.exponential, pValue: signed.pValue,
            noise: SameAgainstSame.noiseOfNeighbours(series.bases, seed: judgement.seed))
    }

    private init?(sideBySide series: RoundSeries, at part: Double, _ judgement: Judgement) {
        let (bases, inTurns) = (series.bases, series.inTurns)
        guard let ratio = judgement.bootstrap.ratio(of: series.pairs, at: part),
            let base = bases.quantile(part), let candidate = series.candidates.quantile(part),
            let pValue = Self.pValue(series, at: part)
        else { return nil }
        self.init(
            base: base, estimate: candidate / base, ratio: ratio, pValue: pValue,
            noise: SameAgainstSame.noiseOfHalves(bases, at: part, drifts: !inTurns, seed: judgement.seed),
            drift: inTurns ? nil : Drift(bases, series.candidatesInTime, at: part))
    }

    /// Of all rounds for the median, else of the tail that the quantile is the middle of.
    private static func pValue(_ series: RoundSeries, at part: Double) -> Double? {
        guard part == 0.5 else {
            return TailTest(series.pairs, at: part < 0.5 ? min(0.5, 2 * part) : max(0.5, 2 * part - 1))?
                .pValue
        }
        return series.inTurns
            ? SignedRank.pValue(of: series.logRatios) : MannWhitney(series.bases, series.candidates)?.pValue
    }

    /// Of all rounds alike, by their geometric mean: what is slower in some rounds only, and not in those that are
    /// compared by a quantile, is in it. Nil where the rounds are too few.
    init?(ofAllRounds series: RoundSeries, _ judgement: Judgement) {
        let logRatios = series.logRatios
        guard let interval = judgement.bootstrap.mean(of: logRatios) else { return nil }
        let (bases, count) = (series.bases, Double(logRatios.count))
        self.init(
            base: exp(bases.reduce(0) { $0 + log($1) } / count),
            estimate: exp(logRatios.reduce(0, +) / count), ratio: interval.exponential,
            pValue: series.inTurns
                ? SignedRank.pValue(of: logRatios) : MannWhitney(bases, series.candidates)?.pValue,
            noise: series.inTurns
                ? SameAgainstSame.noiseOfNeighbours(bases, seed: judgement.seed)
                : SameAgainstSame.noiseOfHalves(bases, at: 0.5, drifts: true, seed: judgement.seed),
            drift: series.inTurns ? nil : Drift(bases, series.candidatesInTime, at: 0.5))
    }
}

extension Interval {
    /// Of what the logarithm lies in this one.
    fileprivate var exponential: Interval {
        Interval(lower: exp(lower), upper: exp(upper), confidence: confidence)
    }
}
