/// Intervals of medians by resampling: no assumption on how a latency is distributed.
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

    /// Where candidate's median lies as a multiple of base's. A round is drawn whole, both sides together: what made
    /// it slow slowed both. Nil of nothing and where a value is not a positive number.
    public func ratioOfMedians(of rounds: [Pair]) -> Interval? {
        guard !rounds.isEmpty, rounds.allSatisfy(\.isRatio) else { return nil }
        return interval(rounds: rounds.count) { drawn in
            guard let base = drawn.lazy.map({ rounds[$0].base }).median else { return nil }
            return drawn.lazy.map { rounds[$0].candidate }.median.map { $0 / base }
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
        guard !values.isEmpty else { return nil }
        let tail = (1 - confidence) / 2
        return Interval(
            lower: Self.quantile(tail, of: values), upper: Self.quantile(1 - tail, of: values),
            confidence: confidence)
    }

    /// Between the two nearest of the sorted values.
    private static func quantile(_ part: Double, of sorted: [Double]) -> Double {
        let position = part * Double(sorted.count - 1)
        let below = Int(position)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
    }
}
