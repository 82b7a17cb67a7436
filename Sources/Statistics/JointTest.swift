import RandomNumbers

/// Whether sides differ, asked of many quantities at once that were measured in the same rounds: the step-down test of
/// Westfall and Young by the largest statistic.
///
/// Labels of sides are exchanged for whole rounds, in all quantities together, and each time the largest statistic is
/// taken. What stands out beyond the largest in 99 of 100 such exchanges is no accident, whatever the number of
/// quantities and however they hang together. So the number of rounds that is needed does not grow with that of the
/// quantities, as it does where each is tested by ranks and corrected (``Holm``).
///
/// - Source: Westfall, Young: Resampling-based multiple testing, 1993, algorithm 2.8.
public struct JointTest: Sendable {
    /// How labels are exchanged.
    public enum Exchange: Sendable {
        /// The two labels of a round, or not, as a coin falls: sides that were measured in turns.
        case withinRounds
        /// Among all rounds of both sides.
        case amongRounds(candidates: Int)
    }

    /// Up to this many rounds all exchanges within rounds are looked at.
    private static let mostExhausted = 12

    private let exchange: Exchange
    private let draws: Int
    private let seed: UInt64

    /// - Parameter draws: the number of exchanges, where not all are looked at.
    public init(_ exchange: Exchange, draws: Int = 2000, seed: UInt64 = 1) {
        (self.exchange, self.draws, self.seed) = (exchange, draws, seed)
    }

    /// How likely any quantity stands out as far as each does, if none differs; in the order of the quantities.
    ///
    /// - Parameters:
    ///   - quantities: the same number of values each. Within rounds, how much more the candidate has in each
    ///     round, or 0 where that is not known. Among rounds, the values of the base's rounds, then of the
    ///     candidate's, less the mean of all that are known, or 0.
    ///   - least: for each quantity a difference that is nothing beside the least that matters. It keeps values that
    ///     hardly vary, or only between two, from standing out by that alone.
    public func pValues(of quantities: [[Double]], least: [Double]) -> [Double] {
        guard let rounds = quantities.first?.count, rounds > 0 else { return [] }
        let scaled = zip(quantities, least).map { values, least in
            let size = values.reduce(0) { $0 + $1 * $1 }.squareRoot() + least * Double(rounds).squareRoot()
            return size > 0 ? values.map { $0 / size } : values
        }
        let found = scaled.map { Self.statistic($0, identity(rounds)) }
        let order = found.indices.sorted { found[$0] > found[$1] }
        var beyond = [Int](repeating: 0, count: found.count)
        var count = 0
        eachExchange(of: rounds) { signs in
            count += 1
            var largest = 0.0
            for place in order.reversed() {
                largest = max(largest, Self.statistic(scaled[place], signs))
                // Sums in another order differ in their last digits.
                if largest >= found[place] * (1 - 1e-9) { beyond[place] += 1 }
            }
        }
        var pValues = found
        var most = 0.0
        for place in order {
            most = max(most, Double(beyond[place]) / Double(count))
            pValues[place] = most
        }
        return pValues
    }

    private static func statistic(_ values: [Double], _ signs: [Double]) -> Double {
        values.withUnsafeBufferPointer { values in
            signs.withUnsafeBufferPointer { signs in
                var sum = 0.0
                for place in values.indices { sum += values[place] * signs[place] }
                return sum.magnitude
            }
        }
    }

    /// The labels as they are.
    private func identity(_ rounds: Int) -> [Double] {
        switch exchange {
        case .withinRounds: [Double](repeating: 1, count: rounds)
        case .amongRounds(let candidates):
            [Double](repeating: -1, count: rounds - candidates) + [Double](repeating: 1, count: candidates)
        }
    }

    /// Hands over the labels as they are and those of all exchanges.
    private func eachExchange(of rounds: Int, _ body: ([Double]) -> Void) {
        var signs = identity(rounds)
        if case .withinRounds = exchange, rounds <= Self.mostExhausted {
            // The last round stays: to exchange all labels changes no statistic.
            for bits in 0..<(1 << (rounds - 1)) {
                for round in 0..<(rounds - 1) { signs[round] = bits >> round & 1 == 0 ? 1 : -1 }
                body(signs)
            }
            return
        }
        body(signs)
        var generator = RandomGenerator(seed: seed)
        for _ in 0..<draws {
            switch exchange {
            case .withinRounds:
                for round in signs.indices { signs[round] = generator.next() & 1 == 0 ? 1 : -1 }
            case .amongRounds: signs.shuffle(using: &generator)
            }
            body(signs)
        }
    }
}
