import Foundation
import Testing

@testable import Results

@Suite struct FioFolderTests {
    private func row(_ design: String, depth: Int = 1, jobs: Int = 1) -> CellRow {
        var row = CellRow()
        (row.design, row.rw, row.bsBytes, row.iodepth, row.numjobs) = (design, "randread", 4096, depth, jobs)
        row.pollQueues = jobs
        row.cellID = "\(design)-\(depth)-\(jobs)"
        return row
    }

    private func names(_ rows: [CellRow]) -> [String] {
        FioFolder.names(of: rows.map { CellSummary(rounds: [$0]) })
    }

    /// Names of jobs and stacks that a file system would take for one.
    @Test func groupsThatLookAlikeAreApart() {
        let rows = ["a b", "a_b", "A_B", "a/b"].flatMap { group in
            [1, 2].map { depth in
                var row = row("root-list", depth: depth)
                row.stackName = group
                return row
            }
        }
        let names = names(rows)
        #expect(Set(names.map { $0.lowercased() }).count == rows.count)
        // Each has a folder of its own, also for what the others lack.
        #expect(Set(names.map { $0.split(separator: "/").dropLast().joined(separator: "/") }).count == 4)
        #expect(names[0] == "root-list/4k/a_b/randread-1-1.json")
        #expect(names[3] == "root-list/4k/a_b-2/randread-2-1.json")
    }

    /// A name is cut after 120 bytes, and white space becomes an underscore.
    @Test func cellsThatLookAlikeAreApart() {
        let tables = ["a b", "a_b", "A_B"].map { String(repeating: "x", count: 120) + $0 }
        let rows = tables.map { table in
            var row = row("root-list")
            row.table = table
            row.cellID = table
            return row
        }
        #expect(Set(names(rows).map { $0.lowercased() }).count == 3)
        #expect(names(rows).allSatisfy { $0.hasSuffix("/randread-1-1.json") })
    }

    @Test func aFolderForEachDesignAndSize() {
        var other = row("busy-skip", depth: 32)
        other.bsBytes = 8192
        #expect(
            names([row("root-list"), other]) == [
                "root-list/4k/randread-1-1.json", "busy-skip/8k/randread-32-1.json",
            ])
    }

    /// fio-plot draws the jobs of one folder: queues that follow the jobs must not divide it.
    @Test func queuesThatFollowTheJobsAreNoFolders() {
        let names = names([row("root-list"), row("root-list", jobs: 2)])
        #expect(names == ["root-list/4k/randread-1-1.json", "root-list/4k/randread-1-2.json"])
    }

    @Test func whatElseTellsCellsApartBecomesAFolder() {
        var few = row("root-list", jobs: 2)
        few.pollQueues = 1
        few.cellID = "few"
        let names = names([row("root-list", jobs: 2), few])
        #expect(
            names == ["root-list/4k/queues2/randread-1-2.json", "root-list/4k/queues1/randread-1-2.json"])
    }

    @Test func stacksOfAMatrixAreFoldersByName() {
        let rows = ["low", "high"].map { name in
            var row = row("root-list")
            (row.cellID, row.table) = ("\(name)/randread", "0 8 linear model:0 \(name.count)")
            row.stackName = name
            return row
        }
        #expect(
            names(rows) == ["root-list/4k/low/randread-1-1.json", "root-list/4k/high/randread-1-1.json"])
    }

    @Test func nothingIsOverwrittenWhatever() {
        var other = row("root-list")
        other.cellID = "another"
        #expect(Set(names([row("root-list"), other])).count == 2)
    }

    @Test(arguments: ["..", "a/b", "", "\0", "/"])
    func namesStayInTheFolder(design: String) {
        var row = row(design)
        row.cellID = "cell"
        let parts = names([row])[0].split(separator: "/", omittingEmptySubsequences: false)
        #expect(parts.count == 3 && parts[0] != ".." && !parts[0].isEmpty && !parts[0].contains("\0"))
    }

    @Test func filesHoldOneJobEach() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pollbench-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FioFolder.write(
            [row("root-list"), row("busy-skip")], LatencyHistograms(),
            to: folder.appendingPathComponent("a").path)
        let file = folder.appendingPathComponent("a/busy-skip/4k/randread-1-1.json")
        let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        let jobs = document?["jobs"] as? [[String: Any]]
        #expect(jobs?.map { $0["jobname"] as? String } == ["busy-skip-1-1"])
    }
}
