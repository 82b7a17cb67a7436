import Foundation

/// How far the candidate's rounds are from the base's, and how far the base's are from each other.
public struct Change: Sendable {
    /// The base's value: a median, a quantile or a geometric mean of its rounds.
    public let base: Double
    /// The candidate as a multiple of the base.
    public let estimate: Double
    /// The interval of the candidate as a multiple of the base; it holds the estimate.
    public let ratio: Interval
    /// The p-value of the rank test, before it is corrected; nil where values repeat.
    public let pValue: Double?
    /// How far rounds of the base alone would have been apart, as a part.
    public let noise: Double
    /// Nil where the sides took turns: a step of the machine hits both alike.
    let drift: Drift?

    /// The candidate's value: the base's times the change, so that the three numbers of a line agree.
    public var candidate: Double { base * estimate }

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

    /// The change of the round of each side that counts: the median, or another quantile. Nil where the rounds are too
    /// few for the confidence of `bootstrap`.
    ///
    /// - Parameters:
    ///   - series: positive values, as many as a verdict needs.
    ///   - part: the part of the rounds that lies below the value to compare.
    public init?(of series: RoundSeries, at part: Double = 0.5, _ bootstrap: Bootstrap) {
        if series.inTurns && part == 0.5 && series.pairs.count <= Self.mostPaired {
            self.init(roundByRound: series, bootstrap)
        } else {
            self.init(sideBySide: series, at: part, bootstrap)
        }
    }

    /// By the ratios of rounds: a disturbance that slows both sides of a round cancels out.
    private init?(roundByRound series: RoundSeries, _ bootstrap: Bootstrap) {
        guard let signed = SignedRank(series.logRatios),
            let interval = signed.interval(confidence: bootstrap.confidence),
            let base = series.bases.median
        else { return nil }
        self.init(
            base: base, estimate: exp(signed.estimate), ratio: interval.exponential, pValue: signed.pValue,
            noise: SameAgainstSame.noiseOfNeighbours(series.bases, seed: bootstrap.seed))
    }

    private init?(sideBySide series: RoundSeries, at part: Double, _ bootstrap: Bootstrap) {
        let (bases, inTurns) = (series.bases, series.inTurns)
        guard let ratio = bootstrap.ratio(of: series.pairs, at: part),
            let base = bases.quantile(part), let candidate = series.candidates.quantile(part),
            let pValue = Self.pValue(series, at: part)
        else { return nil }
        self.init(
            base: base, estimate: candidate / base, ratio: ratio, pValue: pValue,
            noise: SameAgainstSame.noiseOfHalves(bases, at: part, drifts: !inTurns, seed: bootstrap.seed),
            drift: inTurns ? nil : Drift(bases, series.candidatesInTime, at: part))
    }

    /// The change of the median between sides that have too few rounds in common to be paired. Nil of nothing and where
    /// a value is no positive number.
    public init?(ofUnpaired bases: [Double], _ candidates: [Double], _ bootstrap: Bootstrap) {
        guard (bases + candidates).allSatisfy({ $0 > 0 }), let base = bases.median,
            let candidate = candidates.median, let from = bootstrap.median(of: bases),
            let to = bootstrap.median(of: candidates), let ranks = MannWhitney(bases, candidates)
        else { return nil }
        self.init(
            base: base, estimate: candidate / base,
            ratio: Interval(
                lower: to.lower / from.upper, upper: to.upper / from.lower, confidence: bootstrap.confidence),
            pValue: ranks.pValue,
            noise: SameAgainstSame.noiseOfHalves(bases, at: 0.5, drifts: false, seed: bootstrap.seed))
    }

    /// The p-value of all rounds for the median, else of the tail that the quantile is the middle of.
    private static func pValue(_ series: RoundSeries, at part: Double) -> Double? {
        guard part == 0.5 else {
            return TailTest(series.pairs, at: part < 0.5 ? min(0.5, 2 * part) : max(0.5, 2 * part - 1))?
                .pValue
        }
        return series.inTurns
            ? SignedRank.pValue(of: series.logRatios) : MannWhitney(series.bases, series.candidates)?.pValue
    }

    /// The change of the geometric mean of all rounds: it also shows what is slower only in rounds that a quantile
    /// leaves out. Nil where the rounds are too few.
    public init?(ofAllRounds series: RoundSeries, _ bootstrap: Bootstrap) {
        let logRatios = series.logRatios
        guard let interval = bootstrap.mean(of: logRatios) else { return nil }
        let (bases, count) = (series.bases, Double(logRatios.count))
        self.init(
            base: exp(bases.reduce(0) { $0 + log($1) } / count),
            estimate: exp(logRatios.reduce(0, +) / count), ratio: interval.exponential,
            pValue: series.inTurns
                ? SignedRank.pValue(of: logRatios) : MannWhitney(bases, series.candidates)?.pValue,
            noise: series.inTurns
                ? SameAgainstSame.noiseOfNeighbours(bases, seed: bootstrap.seed)
                : SameAgainstSame.noiseOfHalves(bases, at: 0.5, drifts: true, seed: bootstrap.seed),
            drift: series.inTurns ? nil : Drift(bases, series.candidatesInTime, at: 0.5))
    }
}

extension Interval {
    /// The interval of a quantity whose logarithm lies in this one.
    fileprivate var exponential: Interval {
        Interval(lower: exp(lower), upper: exp(upper), confidence: confidence)
    }
}
