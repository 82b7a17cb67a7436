import Foundation
import Testing

@testable import Results

/// Results that the repository keeps are read by the program of today, whatever version wrote them.
@Suite struct CommittedResultsTests {
    private static let top = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    private static let files: [String] = {
        let reference = top.appending(path: "results/reference")
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: reference.path)) ?? []
        let kept = folders.sorted().map { "results/reference/\($0)/cells.csv" }
            .filter { FileManager.default.fileExists(atPath: top.appending(path: $0).path) }
        return kept + ["results/reference/bench-cells.csv", "Tests/Guest/baseline/cells.csv"]
    }()

    @Test(arguments: files)
    func areRead(_ file: String) throws {
        let rows = try CellsCSV.rows(ofFile: Self.top.appending(path: file).path)
        #expect(!rows.isEmpty)
        #expect(rows.allSatisfy { (1...CellRow.currentSchemaVersion).contains($0.schemaVersion) })
    }

    @Test func thereAreSome() { #expect(Self.files.count > 4) }

    /// A row of version 3 names no host, which is no difference.
    @Test func versionThreeLacksTheHost() throws {
        var row = CellRow()
        row.schemaVersion = 3
        row.cellID = "a/b"
        let columns = CellRow.columns.filter { $0.since <= 3 }
        #expect(columns.count == CellRow.columns.count - 1)
        let text = CSV.line(columns.map(\.name)) + CSV.line(columns.map { $0.field(row) })
        let file = FileManager.default.temporaryDirectory.appending(path: "version3-\(UUID()).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        let read = try CellsCSV.rows(ofFile: file.path)
        #expect(read == [row])
        var later = row
        later.schemaVersion = 4
        later.host = "a"
        #expect(SettingDifference(("old", read), ("new", [later])) == nil)
        #expect(RowMachines(read + [later]).key(of: row) == RowMachines(read + [later]).key(of: later))
    }

    /// The columns that version 3 added are not known of a row of version 2, and no difference where they are empty.
    @Test func versionTwoLacksTheColumnsOfVersionThree() throws {
        var row = CellRow()
        row.schemaVersion = 2
        row.cellID = "a/b"
        row.modelService = "8us"
        let columns = CellRow.columns.filter { $0.since <= 2 }
        let text = CSV.line(columns.map(\.name)) + CSV.line(columns.map { $0.field(row) })
        let file = FileManager.default.temporaryDirectory.appending(path: "version2-\(UUID()).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        let read = try CellsCSV.rows(ofFile: file.path)
        #expect(read == [row])
        var later = row
        later.schemaVersion = 3
        #expect(SettingDifference(("old", read), ("new", [later])) == nil)
        later.modelDrive = "optane-p5800x"
        let difference = SettingDifference(("old", read), ("new", [later]))
        #expect(difference?.text.contains("that of old is not known") == true)
    }
}
