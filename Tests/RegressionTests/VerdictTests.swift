import RandomNumbers
import Results
import Statistics
import Testing

@testable import Regression

@Suite struct VerdictTests {
    /// Twelve rounds within 0.5 % of 10 µs.
    static let steady: [UInt64] = [
        9_990, 10_010, 10_003, 9_996, 10_020, 9_981, 10_007, 9_992, 10_014, 9_987, 10_001, 9_999,
    ]

    private func scaled(_ factor: Double) -> [UInt64] {
        // Not the same noise again: the rounds the other way round.
        Self.steady.reversed().map { UInt64((Double($0) * factor).rounded()) }
    }

    @Test(arguments: [(1.03, Verdict.worse), (1 / 1.03, .better), (1, .same), (1.0002, .same)])
    func aChangeIsSeenInTimesAndInRates(factor: Double, verdict: Verdict) throws {
        let found = try Comparison.of(Rounds.base.rows(Self.steady), Rounds.turns.rows(scaled(factor)))
        #expect(found.cells.map(\.verdict) == [verdict, verdict], "\(found.cells.map(\.reason))")
        #expect(found.verdict == verdict)
    }

    /// A step of the machine between the two would look the same, unless it is larger than any.
    @Test(arguments: [
        (2, Verdict.worse), (0.5, .better), (1.03, .inconclusive), (1.5, .inconclusive), (1, .same),
    ])
    func oneAfterTheOtherAChangeMustBeLarge(factor: Double, verdict: Verdict) throws {
        let found = try Comparison.of(Rounds.base.rows(Self.steady), Rounds.candidate.rows(scaled(factor)))
        #expect(found.cells.map(\.verdict) == [verdict, verdict], "\(found.cells.map(\.reason))")
        guard verdict == .inconclusive else { return }
        #expect(found.cells.map(\.reason) == [Drift.doubt, Drift.doubt])
    }

    /// Forty rounds on each side that hold no other shift: then it lies between the sides, or it is none of the code's.
    @Test func oneAfterTheOtherManyRoundsTellWhereTheShiftIs() throws {
        let many = (0..<48).map { UInt64(10_000 + $0 * 37 % 41) }
        let slower = many.map { $0 * 103 / 100 }
        let found = try Comparison.of(Rounds.base.rows(many), Rounds.candidate.rows(slower))
        #expect(found.cells.map(\.verdict) == [.worse, .worse], "\(found.cells.map(\.reason))")
        let late = Array(many.prefix(2)) + slower.dropFirst(2)
        let later = try Comparison.of(Rounds.base.rows(many), Rounds.candidate.rows(late))
        #expect(later.cells.map(\.reason) == [Drift.doubt, Drift.doubt])
    }

    @Test func whatIsBelowTheThresholdIsTheSame() throws {
        let found = try Comparison.of(
            Rounds.base.rows(Self.steady), Rounds.candidate.rows(scaled(1.03)), .test(threshold: 0.05))
        #expect(found.cells.map(\.reason) == ["within the threshold", "within the threshold"])
        #expect(found.verdict == .same)
    }

    @Test func theFloorIsForTimesAlone() throws {
        let found = try Comparison.of(
            Rounds.base.rows(Self.steady), Rounds.turns.rows(scaled(1.03)), .test(floor: 500))
        #expect(found.cells.map(\.metric) == ["iops", "lat_p50_ns"])
        #expect(found.cells.map(\.verdict) == [.worse, .same])
        #expect(found.cells[1].reason == "within the absolute floor")
        #expect(found.cells[1].limit?.source == .floor)
    }

    /// The base drifts by 8 % and the candidate goes on where it ended: it is no slower.
    @Test func aDriftThatGoesOnIsNoChange() throws {
        func drift(_ rounds: Range<Int>) -> [UInt64?] { rounds.map { UInt64(10_000 + 80 * $0) } }
        let found = try Comparison.of(Rounds.base.rows(drift(0..<12)), Rounds.candidate.rows(drift(12..<24)))
        #expect(found.cells.map(\.verdict) == [.inconclusive, .inconclusive])
        #expect(found.cells[1].limit?.source == .noise)
    }

    @Test func aNoisyBaseHidesWhatIsWithinItsNoise() throws {
        let noisy: [UInt64] = [
            8000, 12_100, 8100, 12_000, 8200, 11_900, 8300, 11_800, 8400, 11_700, 8500, 11_600,
        ]
        let found = try Comparison.of(
            Rounds.base.rows(noisy), Rounds.candidate.rows(noisy.map { $0 + $0 / 50 }))
        #expect(found.verdict == .inconclusive)
    }

    /// Nine rounds decide, however much is compared: ranks alone could not, one in 246 corrected by Holm.
    @Test(arguments: [Rounds.candidate, .turns], [10, 2.0])
    func aLargeChangeIsSeenAmongManyCells(rounds: Rounds, factor: Double) throws {
        var generator = RandomGenerator(seed: 246)
        func rows(_ rounds: Rounds, slow factor: Double) -> [CellRow] {
            (0..<82).flatMap { cell in
                var rounds = rounds
                rounds.cell = "cell \(cell)"
                let latencies = (0..<9).map { _ in
                    UInt64(Double.random(in: 9_900...10_100, using: &generator) * (cell == 7 ? factor : 1))
                }
                return rounds.rows(latencies) {
                    $0.latencyP99Nanoseconds = $0.latencyP50Nanoseconds.map { 3 * $0 }
                }
            }
        }
        var criteria = Criteria.test(resamples: 2000)
        criteria.metrics = Metric.all.filter { ["iops", "lat_p50_ns", "lat_p99_ns"].contains($0.name) }
        let found = try Comparison.of(rows(.base, slow: 1), rows(rounds, slow: factor), criteria)
        #expect(found.cells.count == 246)
        let worse = found.cells.filter { $0.verdict == .worse }
        #expect(worse.map(\.cell) == ["cell 7", "cell 7", "cell 7"], "\(found.cells[21].reason)")
        #expect(!found.cells.contains { $0.verdict == .better })
    }

    /// Latencies are edges of bins: ties are the rule.
    @Test(arguments: [Rounds.candidate, .turns]) func aDoubledLatencyWithTiesIsSeen(rounds: Rounds) throws {
        let base: [UInt64] = [10_000, 10_016, 10_016, 10_032, 10_000, 10_016, 10_032, 10_016, 10_048]
        let slow = base.reversed().map { $0 * 2 }
        let found = try Comparison.of(Rounds.base.rows(base), rounds.rows(slow))
        #expect(found.cells.map(\.verdict) == [.worse, .worse], "\(found.cells.map(\.reason))")
    }

    @Test func aLineAgreesWithItself() throws {
        let noisy: [UInt64] = [8000, 12_100, 9100, 12_000, 8200, 11_900, 8300, 10_800, 8400, 11_700, 8500]
        for rounds in [Rounds.candidate, .turns] {
            for quantile in [0.5, 0.2] {
                var criteria = Criteria.test()
                criteria.quantile = quantile
                let slower = noisy.enumerated().map { $0.element + UInt64($0.offset * 70) }
                let found = try Comparison.of(Rounds.base.rows(noisy), rounds.rows(slower), criteria)
                for cell in found.cells {
                    let (base, candidate) = (try #require(cell.base), try #require(cell.candidate))
                    let change = try #require(cell.change)
                    #expect(abs(candidate / base - 1 - change) < 1e-12)
                    #expect(cell.ratio?.contains(1 + change) == true)
                }
            }
        }
    }

    @Test func theNumberOfRoundsIsSaidBeforehand() throws {
        #expect(Comparison.advice(onMatrixOf: 3) == "3 rounds: a verdict of compare or gate needs 9")
        #expect(
            Comparison.advice(onMatrixOf: 11).hasPrefix("11 rounds: enough for verdicts of pollbench gate; "))
        var criteria = Criteria.test()
        #expect(criteria.neededRounds == 9)
        criteria.confidence = 0.999
        #expect(criteria.neededRounds == 12)
        let sides = try [Rounds.base, .candidate, .turns].map {
            try ComparisonSide(rows: $0.rows(Self.steady), path: "a")
        }
        criteria.confidence = 0.99
        #expect(Comparison.advice(on: sides[0], sides[2], criteria) == nil)
        #expect(
            Comparison.advice(on: sides[0], sides[1], criteria)?
                .hasPrefix("12 rounds, measured one after the other: changes below 75 %") == true)
    }
}
