import Results
import Testing

@testable import Regression

/// Cells that have one name and were asked for different things.
@Suite struct SettingsTests {
    private static let steady = (0..<12).map { UInt64(10_000 + $0 * 7 % 12) }

    private func compared(
        allowsDifferent: Bool = false, _ change: (inout CellRow) -> Void
    ) throws -> Comparison {
        var criteria = Criteria.test()
        criteria.allowsDifferent = allowsDifferent
        let half = Self.steady.map { $0 / 2 }
        return try Comparison.of(
            Rounds.base.rows(Self.steady) { $0.modelService = "8us" },
            Rounds.candidate.rows(half) { row in
                row.modelService = "8us"
                change(&row)
            }, criteria)
    }

    @Test func nothingIsConcludedOfThem() throws {
        #expect(try compared { _ in }.verdict == .better)
        let other = try compared { $0.modelService = "4us" }
        #expect(Set(other.cells.map(\.verdict)) == [.inconclusive])
        #expect(Set(other.cells.map(\.reason)) == ["`model_service` differs: 8us and 4us"])
        #expect(other.notes == [])
    }

    @Test func thatCanBeAllowedAndIsSaid() throws {
        let allowed = try compared(allowsDifferent: true) { $0.modelService = "4us" }
        #expect(allowed.verdict == .better)
        #expect(allowed.notes == ["cell: `model_service` differs: 8us and 4us"])
    }

    /// IOs that fail do not hide that something else was asked for.
    @Test func settingsComeBeforeNumbers() throws {
        let failed = try compared {
            $0.errors = 1
            $0.iodepth = 4
        }
        #expect(failed.verdict == .inconclusive && failed.cells[0].reason == "`iodepth` differs: 0 and 4")
    }
}
