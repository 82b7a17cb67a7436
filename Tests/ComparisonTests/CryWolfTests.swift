import Foundation
import Results
import Statistics
import Testing

@testable import Comparison

/// The same against the same under noise of many kinds: hardly ever is anything called worse.
///
/// POLLBENCH_STRESS=long makes a thousand comparisons of each kind, POLLBENCH_SEED=N others.
@Suite struct CryWolfTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["POLLBENCH_SEED"].flatMap(UInt64.init) ?? 2021
    /// One in a hundred is what 99 % allow; a hundred alone may have a few.
    private static let (count, most) = environment["POLLBENCH_STRESS"] == "long" ? (1000, 10) : (60, 3)

    /// A machine whose speed wanders must be measured in turns: nobody could tell its steps from the code's.
    private static let cases =
        MadeUpNoise.Kind.allCases.map { ($0, true) }
        + [MadeUpNoise.Kind.heavyTailed, .drifting, .bimodal].map { ($0, false) }

    @Test(arguments: cases) func theSameIsHardlyEverWorse(kind: MadeUpNoise.Kind, inTurns: Bool) throws {
        let worse = try worseVerdicts(kind, rounds: 9...16, inTurns: inTurns)
        #expect(worse <= Self.most, "\(worse) of \(Self.count) with seed \(Self.seed)")
    }

    @Test(arguments: cases) func norIsItByTheBestRounds(kind: MadeUpNoise.Kind, inTurns: Bool) throws {
        let worse = try worseVerdicts(kind, rounds: 9...60, inTurns: inTurns, quantile: 0.05)
        #expect(worse <= Self.most, "\(worse) of \(Self.count) with seed \(Self.seed)")
    }

    /// Three percent in noise of two and a half up and down, on a machine whose speed wanders by ten: in turns they are
    /// seen.
    @Test func whatIsPlantedIsSeen() throws {
        let seen = try worseVerdicts(.wandering, rounds: 40...40, planted: 3)
        #expect(seen * 100 >= Self.count * 95, "\(seen) of \(Self.count) with seed \(Self.seed)")
    }

    /// Three percent on a machine that is half as fast again half of the time.
    @Test func theBestRoundsSeeItBesideNeighbours() throws {
        let seen = try worseVerdicts(.neighbours, rounds: 60...60, quantile: 0.05, planted: 3)
        #expect(seen * 100 >= Self.count * 95, "\(seen) of \(Self.count) with seed \(Self.seed)")
        let byMedians = try worseVerdicts(.neighbours, rounds: 60...60, planted: 3)
        #expect(byMedians < seen)
    }

    /// - Parameter planted: by how much the candidate is slower, in percent.
    private func worseVerdicts(
        _ kind: MadeUpNoise.Kind, rounds: ClosedRange<Int>, inTurns: Bool = true, quantile: Double = 0.5,
        planted: UInt64 = 0
    ) throws -> Int {
        var generator = SeededGenerator(seed: Self.seed)
        var judgement = Judgement.test(resamples: 200)
        judgement.quantile = quantile
        return try (0..<Self.count).count { _ in
            let count = Int.random(in: rounds, using: &generator)
            let noise = MadeUpNoise(kind, rounds: 2 * count, &generator)
            let (base, candidate) = noise.sides(count, inTurns: inTurns, &generator)
            let rows = (inTurns ? Rounds.turns : .candidate).rows(
                candidate.map { $0 * (100 + planted) / 100 })
            return try Comparison.of(Rounds.base.rows(base), rows, judgement).verdict == .worse
        }
    }
}
