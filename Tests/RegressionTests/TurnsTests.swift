import Results
import Testing

@testable import Regression

/// Sides that were measured in turns are compared round by round.
@Suite struct TurnsTests {
    private func inTurns(_ base: Rounds, _ candidate: Rounds) throws -> Bool {
        let rows = VerdictTests.steady
        return try Comparison.of(base.rows(rows), candidate.rows(rows)).isInterleaved
    }

    @Test func turnsAreWhereEachIsFirstInHalfOfTheRounds() throws {
        #expect(try inTurns(.base, .turns))
        #expect(try !inTurns(.base, .candidate))
        // Always second: whatever drifts is always against it.
        #expect(try !inTurns(.base, Rounds(run: "candidate", start: 500)))
        // Days apart, though each is first in half of the rounds.
        let days: Int64 = 2 * 86_400_000
        #expect(try !inTurns(.base, Rounds(run: "candidate", start: days, swing: -2 * days)))
        // Runs that merely overlap.
        #expect(try !inTurns(.base, Rounds(run: "candidate", start: 6000)))
    }

    @Test func aFixedOrderIsNamed() throws {
        let rows = VerdictTests.steady
        func notes(_ isLater: (Int) -> Bool) throws -> [String] {
            let candidate = Rounds(run: "candidate").rows(rows) { row in
                let time = row.time.millisecondsSinceEpoch + (isLater(row.round) ? 400 : -400)
                row.time = UTCTime(millisecondsSinceEpoch: time)
            }
            let found = try Comparison.of(Rounds.base.rows(rows), candidate)
            #expect(found.isInterleaved)
            return found.notes
        }
        #expect(try notes { $0.isMultiple(of: 2) }.count == 1)
        #expect(try notes { [1, 2, 5, 6, 8, 11].contains($0) } == [])
    }

    /// The machine is twice as slow in half of the rounds: the medians are anywhere, the ratios are not.
    @Test func whatBothSidesShareIsNoNoise() throws {
        let shared = VerdictTests.steady.enumerated().map { $0.element * ($0.offset % 4 < 2 ? 1 : 2) }
        let slower = shared.enumerated().map { ($0.element + UInt64($0.offset % 3) * 7) * 103 / 100 }
        let found = try Comparison.of(Rounds.base.rows(shared), Rounds.turns.rows(slower))
        #expect(found.cells.map(\.verdict) == [.worse, .worse])
        #expect(found.cells.allSatisfy { abs(abs($0.change ?? 0) - 0.03) < 0.003 })
        let apart = try Comparison.of(Rounds.base.rows(shared), Rounds.candidate.rows(slower))
        #expect(apart.cells.map(\.verdict) == [.inconclusive, .inconclusive])
    }

    @Test func tooFewRoundsToBeSoSureAreInconclusive() throws {
        var criteria = Criteria.test()
        criteria.confidence = 0.999
        let few = Array(VerdictTests.steady.prefix(9))
        let found = try Comparison.of(
            Rounds.base.rows(few), Rounds.turns.rows(few.map { $0 * 2 }), criteria)
        #expect(found.cells.map(\.reason) == Array(repeating: "9 rounds are too few to be so sure", count: 2))
    }

    @Test func zeroIsNoTimeInTurnsEither() throws {
        let zero: [UInt64?] = [0] + VerdictTests.steady.dropFirst().map(Optional.init)
        let found = try Comparison.of(Rounds.base.rows(VerdictTests.steady), Rounds.turns.rows(zero))
        #expect(found.cells.map(\.verdict) == [.inconclusive, .inconclusive])
    }
}
