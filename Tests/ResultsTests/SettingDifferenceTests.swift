import Testing

@testable import Results

@Suite struct SettingDifferenceTests {
    private func rows(_ count: Int = 2, change: (inout CellRow) -> Void = { _ in }) -> [CellRow] {
        (1...count).map { round in
            var row = CellRow()
            row.round = round
            row.iops = Double(round)
            row.modelService = "8us"
            change(&row)
            return row
        }
    }

    private func text(
        _ one: [CellRow], _ other: [CellRow], isOneMatrix: Bool = false
    ) -> String? {
        SettingDifference(("the base", one), ("the candidate", other), isOneMatrix: isOneMatrix)?.text
    }

    /// Whatever column a setting has, it is seen.
    @Test func everySettingIsSeen() throws {
        for column in CellRow.settings {
            var other = rows()
            for index in other.indices {
                let isSet = ["other", "7"].contains { other[index].set(column.name, to: $0) }
                #expect(isSet, "\(column.name)")
            }
            let found = try #require(text(rows(), other), "\(column.name)")
            #expect(found.hasPrefix("`\(column.name)` differs: "), "\(found)")
        }
    }

    @Test func whatWasMeasuredIsNoDifference() {
        #expect(text(rows(3), rows(9) { ($0.iops, $0.runID, $0.valid) = (7, "x", false) }) == nil)
        #expect(text(rows(), []) == nil)
    }

    @Test func bothValuesAreNamed() {
        #expect(text(rows(), rows { $0.modelService = "4us" }) == "`model_service` differs: 8us and 4us")
        #expect(text(rows(), rows { $0.modelService = nil }) == "`model_service` differs: 8us and none")
        let mixed = rows { if $0.round > 1 { $0.seed = 2 } }
        #expect(text(rows(), mixed) == "`seed` differs between rounds of the candidate: 0 and 2")
    }

    /// Of long tables the part that differs.
    @Test func longValuesAreCut() {
        let line = String(repeating: "0 8 linear model:0 0\n", count: 20)
        let found = text(rows { $0.table = line + "x" }, rows { $0.table = line + "y" })
        #expect(
            found == "`table` differs: …" + String((line + "x").replacing("\n", with: "; ").suffix(60))
                + " and …" + String((line + "y").replacing("\n", with: "; ").suffix(60)))
    }

    /// Rows of version 1 say nothing of models: that is no agreement, unless both sides ran the same matrix.
    @Test func whatAnOldRowCannotSayIsNotKnown() {
        let old = rows {
            $0.modelService = nil
            $0.schemaVersion = 1
        }
        #expect(text(old, old) == nil)
        #expect(text(old, rows()) == "`model_service` is 8us, and that of the base is not known")
        #expect(text(rows(), old) == "`model_service` is 8us, and that of the candidate is not known")
        #expect(text(old, rows(), isOneMatrix: true) == nil)
        #expect(text(old, rows { $0.modelService = nil }) == nil, "real devices have no model")
        #expect(text(old, rows { $0.seed = 3 }, isOneMatrix: true) == "`seed` differs: 0 and 3")
    }

    /// Rows of one name that were asked for different things are not one cell, and tables say in what they differ.
    @Test func cellsOfOneNameAreToldApart() {
        let both = rows() + rows { $0.modelService = "4us" }
        let cells = CellSummary.summaries(of: both)
        #expect(cells.map(\.rounds.count) == [2, 2])
        let lines = ResultsTable.text(of: both).split(separator: "\n").map(String.init)
        #expect(lines[1].contains("model_service") && lines[3].contains("8us") && lines[4].contains("4us"))
    }
}
