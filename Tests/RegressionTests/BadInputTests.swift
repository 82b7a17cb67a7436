import Foundation
import Results
import Statistics
import Testing

@testable import Regression

/// Whatever is wrong with the input has an outcome of its own, and none is "same".
@Suite struct BadInputTests {
    private let steady = VerdictTests.steady

    private func outcome(
        _ base: [CellRow], _ candidate: [CellRow], obstacle: String? = nil
    ) throws -> CellComparison {
        try #require(Comparison.of(base, candidate, obstacle: obstacle).cells.last)
    }

    @Test func eightRoundsSayNothing() throws {
        let few = Array(steady.prefix(8))
        let found = try outcome(Rounds.base.rows(few), Rounds.candidate.rows(few))
        #expect(found.verdict == .inconclusive)
        #expect(found.reason == "8 valid rounds on both sides, 9 are needed")
    }

    /// What a side lacks may be what was slow, or what crashed.
    @Test func roundsThatOneSideLacksAreInconclusive() throws {
        let few = Array(steady.prefix(9))
        let found = try outcome(Rounds.base.rows(steady), Rounds.turns.rows(few))
        #expect(found.verdict == .inconclusive)
        #expect(found.rounds == 9)
        #expect(found.reason == "3 of 12 rounds are missing on the candidate's side")
        let other = try outcome(Rounds.base.rows(few), Rounds.turns.rows(steady))
        #expect(other.reason == "3 of 12 rounds are missing on the base's side")
        let worse = try outcome(Rounds.base.rows(steady), Rounds.turns.rows(few.map { $0 * 2 }))
        #expect(worse.verdict == .worse)
    }

    @Test(arguments: [(2, 0, false), (1, 0, true), (3, 3, true), (0, 3, false)])
    func roundsThatAreInvalidOnOneSideAreInconclusive(candidates: Int, bases: Int, isSame: Bool) throws {
        let many = steady + steady.prefix(3)
        func rows(_ rounds: Rounds, _ invalid: Int) -> [CellRow] {
            rounds.rows(many) { row in
                if row.round <= invalid { (row.valid, row.invalidReason) = (false, "disturbed") }
            }
        }
        let found = try outcome(rows(.base, bases), rows(.turns, candidates))
        #expect(found.verdict == (isSame ? .same : .inconclusive), "\(found.reason)")
        if candidates == 2 {
            #expect(
                found.reason
                    == "2 of 15 rounds of the candidate are invalid, 0 of the base (disturbed)")
        }
    }

    @Test func invalidRoundsDoNotCountAndSayWhy() throws {
        let disturbed = Rounds.candidate.rows(steady) { row in
            if row.round > 4 { (row.valid, row.invalidReason) = (false, "disturbed") }
        }
        let found = try outcome(Rounds.base.rows(steady), disturbed)
        #expect(found.verdict == .inconclusive)
        #expect(found.reason == "4 valid rounds on both sides, 9 are needed (disturbed)")
    }

    @Test func missingCells() throws {
        var other = Rounds.candidate
        other.cell = "other"
        let found = try Comparison.of(Rounds.base.rows(steady), other.rows(steady))
        #expect(found.cells.map(\.cell) == ["cell", "cell", "other", "other"])
        #expect(found.cells.map(\.verdict) == [.inconclusive, .inconclusive, .inconclusive, .inconclusive])
        #expect(found.cells[0].reason == "the candidate lacks the cell")
        #expect(found.cells[2].reason == "the base lacks the cell")
    }

    @Test func whatWasNotMeasured() throws {
        let nothing = [UInt64?](repeating: nil, count: 12)
        let found = try outcome(Rounds.base.rows(steady), Rounds.candidate.rows(nothing))
        #expect(found.verdict == .inconclusive)
        #expect(found.reason == "not measured")
    }

    @Test func zeroIsNoTime() throws {
        let zero: [UInt64?] = [0] + steady.dropFirst().map(Optional.init)
        for (base, candidate) in [(zero, steady as [UInt64?]), (steady, zero)] {
            let found = try outcome(Rounds.base.rows(base), Rounds.candidate.rows(candidate))
            #expect(found.verdict == .inconclusive)
            #expect(found.reason == "a round has a value that is not above 0: no ratio")
        }
    }

    @Test func noNumber() throws {
        let found = try Comparison.of(
            Rounds.base.rows(steady),
            Rounds.candidate.rows(steady) { $0.iops = $0.round == 3 ? .nan : $0.iops })
        #expect(found.cells[0].verdict == .inconclusive)
    }

    @Test(arguments: [
        (0, 5, Verdict.worse, "60 IOs of the candidate failed, none of the base"),
        (5, 0, .inconclusive, "60 IOs of the base failed"), (5, 5, .inconclusive, "IOs of both sides failed"),
    ])
    func failedIOs(base: UInt64, candidate: UInt64, verdict: Verdict, reason: String) throws {
        let found = try outcome(
            Rounds.base.rows(steady) { $0.errors = base },
            Rounds.candidate.rows(steady) { $0.errors = candidate })
        #expect(found.verdict == verdict)
        #expect(found.reason == reason)
    }

    @Test func swappedFilesAreNoticed() throws {
        let base = try ComparisonSide(rows: Rounds.base.rows(steady), path: "a")
        let candidate = try ComparisonSide(rows: Rounds.candidate.rows(steady), path: "b")
        let turns = try ComparisonSide(rows: Rounds.turns.rows(steady), path: "c")
        #expect(Comparison.swapObstacle(candidate, base) != nil)
        #expect(Comparison.swapObstacle(base, candidate) == nil)
        #expect(Comparison.swapObstacle(turns, base) == nil)
    }

    @Test func nothingIsConcludedFromWhatCannotBeCompared() throws {
        let found = try outcome(
            Rounds.base.rows(steady), Rounds.candidate.rows(steady.map { $0 * 2 }), obstacle: "another kernel"
        )
        #expect(found.verdict == .inconclusive)
        #expect(found.reason == "another kernel")
    }

    @Test func twiceTheSameRunIsNoComparison() {
        let rows = Rounds.base.rows(steady)
        #expect(throws: ComparisonError("a and b hold rows of the same run: name two runs")) {
            try Comparison.of(rows, rows)
        }
    }

    @Test func aRoundThatIsThereTwice() {
        let rows = Rounds.base.rows(steady)
        let text = "a: round 1 of cell appears twice; compare results of one run each"
        #expect(throws: ComparisonError(text)) { try Comparison.of(rows + rows, Rounds.turns.rows(steady)) }
    }

    @Test func noRows() {
        #expect(throws: ComparisonError("a: no cell has a result")) { try Comparison.of([], []) }
    }
}
