import Foundation
import Statistics
import Testing

@testable import Regression

/// What is planted is seen.
///
/// POLLBENCH_STRESS=power prints the tables of Benchmarks/comparison-power.md instead.
@Suite struct PowerTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["POLLBENCH_SEED"].flatMap(UInt64.init) ?? 2021
    private static let count = environment["POLLBENCH_STRESS"] == "long" ? 100 : 20

    private func expectSeen(_ trials: Trials) throws {
        let seen = try trials.worse(of: Self.count, seed: Self.seed)
        #expect(seen * 100 >= Self.count * 95, "\(seen) of \(Self.count) with seed \(Self.seed)")
    }

    /// Three percent in noise of two and a half up and down, on a machine whose speed wanders by ten: in turns they are
    /// seen.
    @Test func threePercentInTurns() throws {
        try expectSeen(Trials(.wandering, rounds: 40, inTurns: true).slower(by: 0.03))
    }

    /// Three percent on a machine that is half as fast again half of the time.
    @Test func theBestRoundsSeeItBesideNeighbours() throws {
        var trials = Trials(.neighbours, rounds: 200, inTurns: true).slower(by: 0.03)
        trials.quantile = 0.04
        try expectSeen(trials)
    }

    /// The best rounds are as good as ever, and still the candidate is slower in some of all.
    @Test(arguments: [0.25, 0.5, 0.8], [MadeUpNoise.Kind.neighbours, .wandering, .autoregressive(90)])
    func aChangeOfKindIsSeenOverAllRounds(part: Double, kind: MadeUpNoise.Kind) throws {
        var trials = Trials(kind, rounds: 200, inTurns: true)
        trials.quantile = 0.04
        trials.planted = { Double.random(in: 0..<1, using: &$0) < part ? 1.3 : 1 }
        try (part < 0.5 && kind == .neighbours ? expectNeverSame : expectSeen)(trials)
    }

    private func expectNeverSame(_ trials: Trials) throws {
        let verdicts = try trials.verdicts(Self.count, seed: Self.seed)
        #expect(!verdicts.contains(.same) && !verdicts.contains(.better), "seed \(Self.seed)")
    }

    /// A machine may take steps, but none of this size.
    @Test(arguments: [MadeUpNoise.Kind.steps, .wandering, .autoregressive(90), .randomWalk])
    func twiceAsSlowIsSeenOneAfterTheOther(kind: MadeUpNoise.Kind) throws {
        try expectSeen(Trials(kind, rounds: 12, inTurns: false).slower(by: 1.2))
    }

    @Test(.enabled(if: environment["POLLBENCH_STRESS"] == "power")) func tables() throws {
        for (inTurns, form) in [(true, "In turns"), (false, "One after the other")] {
            print(
                "\n### \(form)\n\n| noise | rounds | same | 2 % | 3 % | 5 % | 10 % |\n|---|--:|--:|--:|--:|--:|--:|"
            )
            for kind in MadeUpNoise.Kind.allCases {
                for rounds in [9, 20, 60] {
                    let shares = try [0, 0.02, 0.03, 0.05, 0.1].map { part in
                        let trials = Trials(kind, rounds: rounds, inTurns: inTurns).slower(by: part)
                        let count = part == 0 ? 200 : 100
                        let worse = try trials.worse(of: count, seed: Self.seed)
                        return String(format: "%g", Double(worse * 1000 / count) / 10)
                    }
                    print("| \(kind) | \(rounds) | \(shares.joined(separator: " | ")) |")
                    fflush(nil)
                }
            }
        }
    }
}
