import Foundation
import Statistics

/// How far the candidate's rounds are from the base's, and how far the base's are from each other.
struct Change {
    /// The candidate as a multiple of the base.
    let estimate: Double
    let ratio: Interval
    /// Of the rank tests, before it is corrected; nil where values repeat.
    let pValue: Double?
    /// As a part.
    let noise: Double

    /// Beyond, the pairs of pairs would fill the memory, and so many rounds need no pairing.
    private static let mostPaired = 1000

    /// Nil where the rounds are too few to be so sure.
    ///
    /// - Parameters:
    ///   - rounds: positive values in the order of time, as many as a verdict needs.
    ///   - part: of the rounds that lies below the value to compare.
    ///   - inTurns: whether the sides took turns.
    init?(_ rounds: [Pair], at part: Double, inTurns: Bool, _ judgement: Judgement) {
        if inTurns && part == 0.5 && rounds.count <= Self.mostPaired {
            self.init(roundByRound: rounds, judgement)
        } else {
            self.init(sideBySide: rounds, at: part, inTurns: inTurns, judgement)
        }
    }

    /// What made a round slow made both its sides slow, and is gone from their ratio. Of the ranks of the ratios and
    /// those of all rounds the more telling count, doubled for the choice: the latter tell more where rounds are few.
    private init?(roundByRound rounds: [Pair], _ judgement: Judgement) {
        let (bases, candidates) = (rounds.map(\.base), rounds.map(\.candidate))
        guard let signed = SignedRank(rounds.map { log($0.candidate / $0.base) }),
            let interval = signed.interval(confidence: judgement.confidence),
            let ranks = MannWhitney(bases, candidates)
        else { return nil }
        estimate = exp(signed.estimate)
        ratio = Interval(
            lower: exp(interval.lower), upper: exp(interval.upper), confidence: interval.confidence)
        pValue = min(1, 2 * min(signed.pValue, ranks.pValue))
        noise = SameAgainstSame.noiseOfNeighbours(bases, seed: judgement.seed)
    }

    private init?(sideBySide rounds: [Pair], at part: Double, inTurns: Bool, _ judgement: Judgement) {
        let (bases, candidates) = (rounds.map(\.base), rounds.map(\.candidate))
        let bootstrap = Bootstrap(
            seed: judgement.seed, resamples: judgement.resamples, confidence: judgement.confidence)
        guard let ratio = bootstrap.ratio(of: rounds, at: part), let base = bases.quantile(part),
            let candidate = candidates.quantile(part), let pValue = Self.pValue(rounds, at: part)
        else { return nil }
        estimate = candidate / base
        self.ratio = ratio
        self.pValue = pValue
        noise = SameAgainstSame.noiseOfHalves(bases, at: part, drifts: !inTurns, seed: judgement.seed)
    }

    /// Of all rounds for the median, else of the tail that the quantile is the middle of.
    private static func pValue(_ rounds: [Pair], at part: Double) -> Double? {
        if part == 0.5 { return MannWhitney(rounds.map(\.base), rounds.map(\.candidate))?.pValue }
        return TailTest(rounds, at: part < 0.5 ? min(0.5, 2 * part) : max(0.5, 2 * part - 1))?.pValue
    }
}
