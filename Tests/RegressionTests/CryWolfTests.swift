import Foundation
import Results
import Statistics
import Testing

@testable import Regression

/// The same against the same under noise of many kinds: hardly ever is anything called worse.
///
/// POLLBENCH_STRESS=long makes a thousand comparisons of each kind, POLLBENCH_SEED=N others.
@Suite struct CryWolfTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["POLLBENCH_SEED"].flatMap(UInt64.init) ?? 2021
    /// One in a hundred is what 99 % allow; a few alone may have one.
    private static let (count, most) = environment["POLLBENCH_STRESS"] == "long" ? (1000, 10) : (4, 1)
    private static let kinds = MadeUpNoise.Kind.allCases

    @Test(arguments: kinds, [9, 20, 60]) func inTurnsTheSameIsHardlyEverWorse(
        kind: MadeUpNoise.Kind, rounds: Int
    ) throws {
        let worse = try Trials(kind, rounds: rounds, inTurns: true).worse(of: Self.count, seed: Self.seed)
        #expect(worse <= Self.most, "\(worse) of \(Self.count) with seed \(Self.seed)")
    }

    @Test(arguments: kinds, [9, 20, 60]) func norIsItOneAfterTheOther(
        kind: MadeUpNoise.Kind, rounds: Int
    ) throws {
        let worse = try Trials(kind, rounds: rounds, inTurns: false).worse(of: Self.count, seed: Self.seed)
        #expect(worse <= Self.most, "\(worse) of \(Self.count) with seed \(Self.seed)")
    }

    @Test(arguments: kinds, [true, false]) func norIsItByTheBestRounds(
        kind: MadeUpNoise.Kind, inTurns: Bool
    ) throws {
        for rounds in [9, 20, 60] {
            var trials = Trials(kind, rounds: rounds, inTurns: inTurns)
            trials.quantile = 0.05
            let worse = try trials.worse(of: Self.count, seed: Self.seed)
            #expect(worse <= Self.most, "\(worse) of \(Self.count), \(rounds) rounds, seed \(Self.seed)")
        }
    }
}
