import Results
import Testing

@testable import Comparison

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
        for rounds in [Rounds.candidate, .turns] {
            let found = try Comparison.of(Rounds.base.rows(Self.steady), rounds.rows(scaled(factor)))
            #expect(found.cells.map(\.verdict) == [verdict, verdict], "\(found.cells.map(\.reason))")
            #expect(found.verdict == verdict)
        }
    }

    @Test func whatIsBelowTheThresholdIsTheSame() throws {
        let found = try Comparison.of(
            Rounds.base.rows(Self.steady), Rounds.candidate.rows(scaled(1.03)), .test(threshold: 0.05))
        #expect(found.cells.map(\.reason) == ["within the threshold", "within the threshold"])
        #expect(found.verdict == .same)
    }

    @Test func theFloorIsForTimesAlone() throws {
        let found = try Comparison.of(
            Rounds.base.rows(Self.steady), Rounds.candidate.rows(scaled(1.03)), .test(floor: 500))
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

    @Test func manyCellsMakeEachLessSure() throws {
        // Ten against nine: the ranks alone are no accident in one cell, but in one of two hundred.
        let slower: [UInt64] = Self.steady.prefix(9).map { $0 + 300 }
        func rows(_ rounds: Rounds, _ first: [UInt64]) -> [CellRow] {
            (0..<200).flatMap { cell in
                var rounds = rounds
                rounds.cell = "cell \(cell)"
                return rounds.rows(cell == 0 ? first : Array(Self.steady.prefix(9)))
            }
        }
        let judgement = Judgement.test(resamples: 50)
        let base = Array(Self.steady.prefix(9))
        let found = try Comparison.of(rows(.base, base), rows(.candidate, slower), judgement)
        #expect(found.cells[0].verdict == .inconclusive)
        #expect(found.cells[0].reason == "the ranks may be chance; more rounds would tell")
        let alone = try Comparison.of(Rounds.base.rows(base), Rounds.candidate.rows(slower), judgement)
        #expect(alone.verdict == .worse)
    }
}
