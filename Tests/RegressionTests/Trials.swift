import RandomNumbers
import Results
import Statistics

@testable import Regression

/// Comparisons of made-up runs under one kind of noise.
struct Trials {
    let kind: MadeUpNoise.Kind
    let rounds: Int
    let inTurns: Bool
    var quantile = 0.5
    /// What the candidate's latency in each round is multiplied with.
    var planted: (inout RandomGenerator) -> Double = { _ in 1 }

    init(_ kind: MadeUpNoise.Kind, rounds: Int, inTurns: Bool) {
        (self.kind, self.rounds, self.inTurns) = (kind, rounds, inTurns)
    }

    /// The same with the candidate slower by a part in all rounds.
    func slower(by part: Double) -> Trials {
        var trials = self
        trials.planted = { _ in 1 + part }
        return trials
    }

    /// How many say worse.
    func worse(of count: Int, seed: UInt64) throws -> Int {
        try verdicts(count, seed: seed).count { $0 == .worse }
    }

    func verdicts(_ count: Int, seed: UInt64) throws -> [Verdict] {
        var generator = RandomGenerator(seed: seed)
        return try (0..<count).map { _ in try comparison(&generator).verdict }
    }

    private func comparison(_ generator: inout RandomGenerator) throws -> Comparison {
        let order = (0..<rounds).map { $0 % 2 == 0 }.shuffled(using: &generator)
        let noise = MadeUpNoise(kind, slots: 2 * rounds, &generator)
        let (base, candidate) = noise.sides(rounds, baseIsFirst: inTurns ? order : nil)
        let slower = candidate.map { UInt64(Double($0) * planted(&generator)) }
        var criteria = Criteria.test(resamples: 200)
        criteria.quantile = quantile
        return try Comparison.of(
            Rounds.base.rows(base), (inTurns ? Rounds.turns : .candidate).rows(slower), criteria)
    }
}
