import Foundation
import RandomNumbers
import Results
import Statistics
import Testing

@testable import Regression

/// Made-up gate runs, as `Benchmarks/engine.yaml` and `gate.yaml` make them: two cells, three metrics, two
/// hundred rounds in turns, of which the best 4 % are compared, and the mean of all.
///
/// `make bench-gate` measures the same on a quiet machine.
@Suite struct GatePowerTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["POLLBENCH_SEED"].flatMap(UInt64.init) ?? 2021
    private static let isLong = environment["POLLBENCH_STRESS"] == "long"
    private static let count = isLong ? 100 : 1
    private static let kinds: [MadeUpNoise.Kind] = [
        .neighbours, .wandering, .bimodal, .stickyModes, .autoregressive(90), .randomWalk,
    ]

    /// By how much more each IO, and each of the slowest, takes in a round.
    private struct Planted: Sendable {
        let name: String
        var share = 1.0
        var all = 1.0
        var tail = 1.0
    }

    @Test(arguments: kinds) func theSameIsHardlyEverWorse(kind: MadeUpNoise.Kind) throws {
        let count = Self.isLong ? 1000 : 1
        let worse = try worse(of: count, kind, Planted(name: "nothing"))
        #expect(worse * 100 <= count, "\(worse) of \(count) with seed \(Self.seed)")
    }

    @Test(arguments: kinds) func threePercentAreSeen(kind: MadeUpNoise.Kind) throws {
        try expectSeen(kind, Planted(name: "3 %", all: 1.03))
    }

    @Test(arguments: kinds, [0.5, 0.8]) func slowRoundsAreSeen(kind: MadeUpNoise.Kind, share: Double) throws {
        try expectSeen(kind, Planted(name: "30 % in a part of the rounds", share: share, all: 1.3))
    }

    @Test(arguments: kinds) func aTailAloneIsSeen(kind: MadeUpNoise.Kind) throws {
        try expectSeen(kind, Planted(name: "30 % of the p99 alone", tail: 1.3))
    }

    private func expectSeen(_ kind: MadeUpNoise.Kind, _ planted: Planted) throws {
        let seen = try worse(of: Self.count, kind, planted)
        #expect(seen * 100 >= Self.count * 95, "\(planted.name): \(seen) of \(Self.count), seed \(Self.seed)")
    }

    private func worse(of count: Int, _ kind: MadeUpNoise.Kind, _ planted: Planted) throws -> Int {
        var generator = RandomGenerator(seed: Self.seed)
        var criteria = Criteria(
            metrics: Metric.all.filter { ["iops", "lat_p50_ns", "lat_p99_ns"].contains($0.name) },
            demand: Demand(threshold: 0.01, floorNanoseconds: 50), confidence: 0.99)
        (criteria.quantile, criteria.resamples) = (0.04, 400)
        let tails = Selection(place: "", cells: { _ in true }, metrics: ["lat_p99_ns"])
        criteria.rules = [DemandRule(tails, threshold: 0.05, floorNanoseconds: nil)]
        return try (0..<count).count { _ in
            let sides = rows(kind, planted, &generator)
            return try Comparison.of(sides.base, sides.candidate, criteria).verdict == .worse
        }
    }

    /// Both cells of a round meet the same machine.
    private func rows(
        _ kind: MadeUpNoise.Kind, _ planted: Planted, _ generator: inout RandomGenerator
    ) -> (base: [CellRow], candidate: [CellRow]) {
        let rounds = 200
        let order = (0..<rounds).map { $0 % 2 == 0 }.shuffled(using: &generator)
        let (base, candidate) = MadeUpNoise(kind, slots: 2 * rounds, &generator)
            .sides(rounds, baseIsFirst: order)
        let isSlow = (0..<rounds).map { _ in Double.random(in: 0..<1, using: &generator) < planted.share }
        let slower = zip(candidate, isSlow).map { UInt64(Double($0) * ($1 ? planted.all : 1)) }
        func cells(_ rounds: Rounds, _ latencies: [UInt64], tail: Double) -> [CellRow] {
            ["linear", "striped"].flatMap { cell in
                var rounds = rounds
                rounds.cell = cell
                return rounds.rows(latencies) { row in
                    let factor = 3 * tail * Double.random(in: 0.95...1.05, using: &generator)
                    row.latencyP99Nanoseconds = row.latencyP50Nanoseconds.map { UInt64(Double($0) * factor) }
                }
            }
        }
        return (cells(.base, base, tail: 1), cells(.turns, slower, tail: planted.tail))
    }
}
