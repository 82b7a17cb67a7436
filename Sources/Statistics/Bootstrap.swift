import RandomNumbers

/// Intervals of medians and other quantiles by resampling: no assumption on how a latency is distributed.
///
/// The intervals are percentile intervals. BCa would correct for bias and skew, but takes its acceleration from the
/// jackknife, which does not work for a median: leaving out one value moves it by a gap between neighbours or not at
/// all. What percentile intervals lack is width where rounds are few; a verdict needs a test beside them.
///
/// - Source: Efron, Tibshirani: An introduction to the bootstrap, 1993, chapters 11 (the jackknife of a median fails)
///   and 13 (percentile intervals).
public struct Bootstrap: Sendable {
    /// The seed of the resamples.
    public let seed: UInt64
    /// The number of resamples.
    public let resamples: Int
    /// The confidence of the interval, as a part of 1.
    public let confidence: Double

    public init(seed: UInt64 = 1, resamples: Int = 2000, confidence: Double = 0.99) {
        precondition(resamples > 0 && confidence > 0 && confidence < 1)
        (self.seed, self.resamples, self.confidence) = (seed, resamples, confidence)
    }

    /// The interval of the median of the distribution that the values are from; nil of nothing and where a value is no
    /// number.
    public func median(of values: [Double]) -> Interval? {
        guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
        let sample = DrawnSample(values)
        return interval(rounds: values.count) { sample.quantile(0.5, drawn: $0) }
    }

    /// The interval of the mean of the distribution that the values are from; nil of nothing and where a value is no
    /// number.
    public func mean(of values: [Double]) -> Interval? {
        guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
        return interval(rounds: values.count) { drawn in
            zip(values, drawn).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(values.count)
        }
    }

    /// The interval of the candidate's median, or another quantile, as a multiple of the base's. A round is drawn
    /// whole, both sides together: what made it slow slowed both. Nil of nothing and where a value is not a positive
    /// number.
    public func ratio(of rounds: [Pair], at part: Double = 0.5) -> Interval? {
        guard !rounds.isEmpty, rounds.allSatisfy(\.isRatio) else { return nil }
        let (bases, candidates) = (DrawnSample(rounds.map(\.base)), DrawnSample(rounds.map(\.candidate)))
        return interval(rounds: rounds.count) { drawn in
            candidates.quantile(part, drawn: drawn) / bases.quantile(part, drawn: drawn)
        }
    }

    /// - Parameter statistic: of how often each round was drawn.
    private func interval(rounds: Int, of statistic: ([Int]) -> Double) -> Interval? {
        var generator = RandomGenerator(seed: seed)
        var drawn = [Int](repeating: 0, count: rounds)
        let values = (0..<resamples).map { _ -> Double in
            for round in drawn.indices { drawn[round] = 0 }
            for _ in drawn.indices { drawn[generator.index(below: rounds)] += 1 }
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

/// Values that are drawn again and again: sorted once.
private struct DrawnSample {
    private let values: [Double]
    /// The places of the values in rising order.
    private let order: [Int]

    init(_ values: [Double]) {
        self.values = values
        order = values.indices.sorted { values[$0] < values[$1] }
    }

    /// As ``Swift/Sequence/quantile(_:)`` of as many values, each taken as often as it was drawn.
    func quantile(_ part: Double, drawn: [Int]) -> Double {
        let position = part * Double(values.count - 1)
        var (place, passed) = (0, drawn[order[0]])
        while passed <= Int(position) {
            place += 1
            passed += drawn[order[place]]
        }
        let below = values[order[place]]
        guard position > position.rounded(.down), passed == Int(position) + 1 else { return below }
        repeat { place += 1 } while drawn[order[place]] == 0
        return below + (values[order[place]] - below) * (position - position.rounded(.down))
    }
}
