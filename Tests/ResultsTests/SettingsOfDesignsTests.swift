import Testing

@testable import Results

/// Settings that follow the source of each design are part of the design, unless they were varied.
@Suite struct SettingsOfDesignsTests {
    private func row(_ design: String, counts: String, lock: String = "blocking") -> CellRow {
        var row = CellRow()
        (row.design, row.counts, row.lock) = (design, counts, lock)
        row.cellID = "randread-\(design)-\(counts)-\(lock)"
        return row
    }

    private func settings(_ rows: [CellRow]) -> Int {
        Set(CellSummary.summaries(of: rows).map(\.settingID)).count
    }

    @Test func designsThatCountAndLockTheirOwnWayAreCompared() {
        let rows = [
            row("cookie", counts: "atomic"), row("hand-back", counts: "plain"),
            row("child-counter", counts: "plain", lock: "none"),
        ]
        #expect(settings(rows) == 1)
    }

    @Test func whatWasVariedIsASetting() {
        let rows = ["cookie", "hand-back"].flatMap { design in
            ["atomic", "plain"].map { row(design, counts: $0) }
        }
        #expect(settings(rows) == 2)
    }
}
