/// Intervals of medians and other quantiles by resampling: no assumption on how a latency is distributed.
///
/// The intervals are percentile intervals. BCa would correct for bias and skew, but takes its acceleration from the
/// jackknife, which does not work for a median: leaving out one value moves it by a gap between neighbours or not at
/// all. What percentile intervals lack is width where rounds are few; whoever decides by them asks a rank test too.
///
/// - Source: Efron, Tibshirani: An introduction to the bootstrap, 1993, chapters 11 (the jackknife of a median fails)
///   and 13 (percentile intervals).
public struct Bootstrap: Sendable {
    public let seed: UInt64
    public let resamples: Int
    public let confidence: Double

    public init(seed: UInt64 = 1, resamples: Int = 2000, confidence: Double = 0.99) {
        precondition(resamples > 0 && confidence > 0 && confidence < 1)
        (self.seed, self.resamples, self.confidence) = (seed, resamples, confidence)
    }

    /// Where the median lies that these values were drawn around; nil of nothing and where a value is no number.
    public func median(of values: [Double]) -> Interval? {
        guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
        return interval(rounds: values.count) { drawn in
            drawn.lazy.map { values[$0] }.median
        }
    }

    /// Where the candidate's median, or another quantile, lies as a multiple of the base's. A round is drawn whole,
    /// both sides together: what made it slow slowed both. Nil of nothing and where a value is not a positive number.
    public func ratio(of rounds: [Pair], at part: Double = 0.5) -> Interval? {
        guard !rounds.isEmpty, rounds.allSatisfy(\.isRatio) else { return nil }
        return interval(rounds: rounds.count) { drawn in
            guard let base = drawn.lazy.map({ rounds[$0].base }).quantile(part) else { return nil }
            return drawn.lazy.map { rounds[$0].candidate }.quantile(part).map { $0 / base }
        }
    }

    private func interval(rounds: Int, of statistic: ([Int]) -> Double?) -> Interval? {
        var generator = SeededGenerator(seed: seed)
        var drawn = [Int](repeating: 0, count: rounds)
        let values = (0..<resamples).compactMap { _ -> Double? in
            for index in drawn.indices { drawn[index] = generator.index(below: rounds) }
            return statistic(drawn)
        }
        .sorted()
        let tail = (1 - confidence) / 2
        guard let lower = values.quantileOfSorted(tail), let upper = values.quantileOfSorted(1 - tail) else {
            return nil
        }
        return Interval(lower: lower, upper: upper, confidence: confidence)
    }
}
