import Foundation
import RandomNumbers

/// How far the base is from itself: its rounds against its other rounds, nothing being changed.
enum SameAgainstSame {
    private static let trials = 100

    /// The noise floor of sides that were measured in turns, as a part: what it would have come to if the round of the
    /// base that followed had been the candidate's.
    ///
    /// - Parameter values: of the base's rounds, in the order of time.
    static func noiseOfNeighbours(_ values: [Double], seed: UInt64) -> Double {
        var generator = RandomGenerator(seed: seed)
        let steps = zip(values, values.dropFirst()).map { log($1 / $0) }
        let trials = (0..<trials).compactMap { _ in
            steps.map { Bool.random(using: &generator) ? $0 : -$0 }.median?.magnitude
        }
        return exp(trials.median ?? 0) - 1
    }

    /// The noise floor of sides that were measured one after the other, as a part: between halves of the base.
    ///
    /// - Parameters:
    ///   - values: of the base's rounds, in the order of time.
    ///   - part: of the rounds that lies below the value to compare.
    ///   - drifts: whether the machine drifted on between the sides. Middles of two runs are twice as far apart as
    ///     those of the halves of one; a drift need not be even, so three times what the halves of the base differ is
    ///     added.
    static func noiseOfHalves(_ values: [Double], at part: Double, drifts: Bool, seed: UInt64) -> Double {
        var generator = RandomGenerator(seed: seed)
        let trials = (0..<trials).compactMap { _ in
            difference(values.shuffled(using: &generator), at: part)
        }
        let random = trials.median ?? 0
        return drifts ? random + 3 * (difference(values, at: part) ?? 0) : random
    }

    /// Between the quantiles of the first and the last half, as a part of the smaller.
    private static func difference(_ values: [Double], at part: Double) -> Double? {
        let half = values.count / 2
        guard let first = values.prefix(half).quantile(part), let last = values.suffix(half).quantile(part),
            min(first, last) > 0
        else { return nil }
        return abs(first - last) / min(first, last)
    }
}
