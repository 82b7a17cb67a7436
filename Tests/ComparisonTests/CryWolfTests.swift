import Foundation
import Results
import Statistics
import Testing

@testable import Comparison

/// The same against the same under noise of many kinds: hardly ever is anything called worse.
///
/// POLLBENCH_STRESS=long makes a thousand comparisons of each kind, POLLBENCH_SEED=N others.
@Suite struct CryWolfTests {
    enum Noise: CaseIterable {
        case heavyTailed, drifting, bimodal

        /// The latency of a round; rounds count from the beginning of the base on.
        func latency(round: Double, drift: Double, _ generator: inout SeededGenerator) -> UInt64 {
            let uniform = Double.random(in: 0.0001..<1, using: &generator)
            let jitter = Double.random(in: -50...50, using: &generator)
            let value =
                switch self {
                // Pareto with neither mean nor variance worth the name.
                case .heavyTailed: 9000 + 500 * pow(uniform, -0.7)
                case .drifting: 10_000 * (1 + drift * round) + 2 * jitter
                case .bimodal: (uniform < 0.4 ? 10_000 : 12_000) + jitter
                }
            return UInt64(value)
        }
    }

    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["POLLBENCH_SEED"].flatMap(UInt64.init) ?? 2021
    /// One in a hundred is what 99 % allow; a hundred alone may have a few.
    private static let (count, most) = environment["POLLBENCH_STRESS"] == "long" ? (1000, 10) : (60, 3)

    @Test(arguments: Noise.allCases, [true, false]) func theSameIsHardlyEverWorse(
        noise: Noise, isInterleaved: Bool
    ) throws {
        var generator = SeededGenerator(seed: Self.seed)
        var worse = 0
        for _ in 0..<Self.count {
            let count = Int.random(in: 9...16, using: &generator)
            let drift = Double.random(in: -0.01...0.01, using: &generator)
            func side(from first: Double, step: Double) -> [UInt64?] {
                (0..<count).map {
                    noise.latency(round: first + Double($0) * step, drift: drift, &generator)
                }
            }
            let base = side(from: 0, step: isInterleaved ? 2 : 1)
            let candidate = isInterleaved ? side(from: 1, step: 2) : side(from: Double(count), step: 1)
            let rounds = isInterleaved ? Rounds.turns : .candidate
            let found = try Comparison.of(
                Rounds.base.rows(base), rounds.rows(candidate), .test(resamples: 200))
            worse += found.verdict == .worse ? 1 : 0
        }
        #expect(worse <= Self.most, "\(worse) of \(Self.count) with seed \(Self.seed)")
    }
}
