import Results
import Statistics
import Testing

@testable import Regression

/// Thresholds of some cells, and regressions that are accepted.
@Suite struct PolicyTests {
    /// `a` is 3 % slower, `b` the same.
    private func comparison(_ change: (inout Criteria) -> Void) throws -> Comparison {
        var criteria = Criteria.test()
        criteria.metrics = Metric.all.filter { $0.name == "lat_p50_ns" }
        criteria.today = "2026-06-15"
        change(&criteria)
        func rows(_ rounds: Rounds, _ cell: String, _ factor: UInt64) -> [CellRow] {
            var rounds = rounds
            rounds.cell = cell
            return rounds.rows(VerdictTests.steady.map { $0 * factor / 100 })
        }
        return try Comparison.of(
            rows(.base, "a", 100) + rows(.base, "b", 100), rows(.turns, "a", 103) + rows(.turns, "b", 100),
            criteria)
    }

    private func selection(_ cell: String, _ metrics: [String]? = nil) -> Selection {
        Selection(place: "gate.yaml:1:1", cells: { $0 == cell }, metrics: metrics)
    }

    private func rule(_ cell: String, threshold: Double? = nil, floor: Double? = nil) -> DemandRule {
        DemandRule(selection(cell), threshold: threshold, floorNanoseconds: floor)
    }

    private func acceptance(
        _ cell: String, most: Double? = nil, until day: String = "2026-06-15", metrics: [String]? = nil
    ) -> Acceptance {
        Acceptance(selection(cell, metrics), most: most, reason: "known", lastDay: day)
    }

    @Test func theFirstRuleThatSaysItCounts() throws {
        let rules = [rule("b", threshold: 0.5), rule("a", floor: 500), rule("a", threshold: 0.5, floor: 1)]
        let found = try comparison { $0.rules = rules }
        #expect(found.cells.map(\.verdict) == [.same, .same])
        #expect(found.cells.map(\.limit?.wanted) == [0.5, 0.5])
        let strict = try comparison { $0.rules = [rule("a", floor: 500)] }
        #expect(strict.cells[0].reason == "within the absolute floor")
        #expect(strict.cells[1].limit?.wanted == 0.01)
        #expect(strict.notes == [])
    }

    @Test func whatIsAcceptedIsNotWorse() throws {
        let found = try comparison { $0.acceptances = [acceptance("a", most: 0.05)] }
        #expect(found.cells.map(\.verdict) == [.accepted, .same])
        #expect(found.cells[0].reason == "beyond the threshold, accepted until 2026-06-15: known")
        #expect(found.verdict == .accepted)
        #expect(found.summary == "1 accepted, 1 same")
        #expect(found.notes == [])
    }

    @Test(arguments: [
        (0.02, "2026-06-15", "beyond the threshold, and by more than the accepted 2 %: known"),
        (0.05, "2026-06-14", "beyond the threshold; it was accepted until 2026-06-14: known"),
    ])
    func moreOrLaterIsWorse(most: Double, day: String, reason: String) throws {
        let found = try comparison { $0.acceptances = [acceptance("a", most: most, until: day)] }
        #expect(found.verdict == .worse)
        #expect(found.cells[0].reason == reason)
    }

    @Test func whatIsNoMoreIsTold() throws {
        let found = try comparison { $0.acceptances = [acceptance("b")] }
        #expect(found.verdict == .worse)
        #expect(found.notes == ["gate.yaml:1:1: the accepted regression is gone; remove it"])
    }

    @Test func rulesOfNothingAreTold() throws {
        let found = try comparison {
            $0.rules = [rule("c", threshold: 1)]
            $0.acceptances = [acceptance("a", metrics: ["iops"])]
        }
        let note = "gate.yaml:1:1: no compared cell and metric matches"
        #expect(found.notes == [note, note])
    }

    /// IOs that fail are never accepted.
    @Test func failedIOsAreNotAccepted() throws {
        var criteria = Criteria.test()
        criteria.acceptances = [acceptance("cell")]
        let failing = Rounds.turns.rows(VerdictTests.steady) { $0.errors = 1 }
        let found = try Comparison.of(Rounds.base.rows(VerdictTests.steady), failing, criteria)
        #expect(found.verdict == .worse)
    }

    @Test func allFormsTellOfIt() throws {
        let found = try comparison { $0.acceptances = [acceptance("a"), acceptance("b")] }
        for format in ComparisonFormat.allCases where format != .bencher {
            let text = format.text(of: found)
            #expect(text.contains("accepted until 2026-06-15: known"), "\(format)")
            #expect(text.contains("gate.yaml:1:1: the accepted regression is gone"), "\(format)")
        }
    }

    @Test func roundsThatAreNotTrustedCountIfAsked() throws {
        func verdict(countsInvalid: Bool) throws -> (Verdict, String) {
            var criteria = Criteria.test()
            criteria.countsInvalid = countsInvalid
            let short = { (row: inout CellRow) in (row.valid, row.invalidReason) = (false, "short run") }
            let found = try Comparison.of(
                Rounds.base.rows(VerdictTests.steady, change: short),
                Rounds.turns.rows(VerdictTests.steady, change: short), criteria)
            return (found.verdict, ComparisonFormat.text.text(of: found))
        }
        #expect(try verdict(countsInvalid: false).0 == .inconclusive)
        let counted = try verdict(countsInvalid: true)
        #expect(counted.0 == .same && counted.1.contains("with invalid rounds"))
    }
}
