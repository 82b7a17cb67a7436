import Foundation
import Results
import Testing

/// `pollbench merge`: shards and hosts as one folder.
@Suite final class MergeTests {
    private let folder: ShardFolder

    init() throws { folder = try ShardFolder() }

    deinit { folder.remove() }

    /// What tells when, where and by which command a row was made.
    private static let provenance: Set = ["time", "run_id", "command", "commit", "environment", "host"]

    private func content(_ name: String) throws -> [String] {
        let columns = CellRow.columns.filter { !Self.provenance.contains($0.name) }
        return try folder.rows(name).map { row in columns.map { $0.field(row) }.joined(separator: ",") }
            .sorted()
    }

    @Test func shardsMergedAreTheWhole() throws {
        #expect(try folder.run("matrix", "small.yaml", "--out", "whole").code == 0)
        try folder.runShards(3)
        let merge = try folder.run("merge", "merged", "1", "2", "3")
        #expect(merge.code == 0 && merge.output.isEmpty)
        #expect(merge.errorLines.count == 1, "\(merge.errors)")
        #expect(merge.errors.contains("merged: 24 rows of 12 cells from 3 folders, of host "))
        #expect(try content("merged") == content("whole"))
        #expect(try folder.text("merged/matrix.yaml") == ShardFolder.matrix)
        // As any other folder.
        let resumed = try folder.run("matrix", "small.yaml", "--out", "merged", "--resume")
        #expect(resumed.code == 0, "\(resumed.errors)")
        #expect(try folder.rows("merged").count == ShardFolder.rowCount)
        #expect(try folder.run("report", "merged", "-o", "report.html").code == 0)
        #expect(try folder.run("report", "merged", "--format", "markdown").code == 0)
        #expect(try folder.run("history", "merged", "--metric", "iops", "--include-invalid").code == 0)
        let compare = try folder.run("compare", "whole", "merged")
        #expect(compare.code == 3 && compare.output.contains("9 are needed"), "\(compare.errors)")
    }

    @Test func whatIsMissingIsTold() throws {
        try folder.runShards(3)
        let merge = try folder.run("merge", "merged", "1", "3")
        #expect(merge.code == 0 && merge.errors.contains("merged: no rows of shard 2/3"), "\(merge.errors)")
        _ = try folder.run("matrix", "small.yaml", "--round", "1", "--out", "part")
        let rounds = try folder.run("merge", "more", "part")
        #expect(rounds.errors.contains("more: 12 rounds of its cells are missing"), "\(rounds.errors)")
    }

    /// A killed shard is taken as --resume takes it, and left as it is.
    @Test func aTornFileLosesTheRowThatWasWritten() throws {
        try folder.runShards(2)
        let whole = try folder.text("2/cells.csv")
        let torn = String(whole.dropLast(20))
        try folder.write("2/cells.csv", torn)
        let merge = try folder.run("merge", "merged", "1", "2")
        #expect(merge.code == 0)
        #expect(
            merge.errors.contains("2/cells.csv: the last line is cut off and left out"), "\(merge.errors)")
        #expect(try folder.text("2/cells.csv") == torn)
        #expect(try folder.rows("merged").count == ShardFolder.rowCount - 1)
        #expect(try folder.run("matrix", "small.yaml", "--out", "merged", "--resume").code == 0)
        #expect(try folder.rows("merged").count == ShardFolder.rowCount)
    }

    @Test func rowsWithoutHistogramsAreLeftOut() throws {
        try folder.runShards(2)
        let lines = try folder.text("2/histograms.csv").split(separator: "\n")
        try folder.write("2/histograms.csv", lines.prefix(lines.count / 2).joined(separator: "\n") + "\n")
        let merge = try folder.run("merge", "merged", "1", "2")
        #expect(merge.code == 0)
        #expect(
            merge.errors.contains("2: left out, as their histograms are not all there: "), "\(merge.errors)")
        let count = try folder.rows("merged").count
        #expect(count < ShardFolder.rowCount && count > ShardFolder.rowCount / 2)
    }

    @Test func rowsOfAnotherCommitNeedToBeAllowed() throws {
        for (number, commit) in [(1, "abc"), (2, "def")] {
            _ = try folder.run(
                "matrix", "small.yaml", "--shard", "\(number)/2", "--out", "\(number)",
                environment: ["POLLBENCH_COMMIT=\(commit)"])
        }
        try refuse(["merged", "1", "2"], "2 holds rows of commit def, 1 of commit abc; --allow-different")
        let merge = try folder.run("merge", "merged", "1", "2", "--allow-different")
        #expect(merge.code == 0)
        #expect(
            merge.errors.contains("2/environment.json differs from 1/environment.json: software.commit: "),
            "\(merge.errors)")
        let ids = Set(try folder.rows("merged").compactMap(\.environment))
        #expect(ids.count == 2)
        #expect(ids.count { folder.exists("merged/environment-\($0).json") } == 1)
        #expect(folder.exists("merged/environment.json"))
    }

    @Test func rowsOfAnotherMatrixNeedToBeAllowed() throws {
        _ = try folder.run("matrix", "small.yaml", "--out", "1")
        try folder.write(
            "small.yaml",
            ShardFolder.matrix.replacing("two: ", with: "three: ").replacing("one: ", with: "four: "))
        _ = try folder.run("matrix", "small.yaml", "--out", "2")
        try refuse(
            ["merged", "1", "2"], "the matrix of 2 differs from that of 1 from line 2 on; --allow-different")
        #expect(try folder.run("merge", "merged", "1", "2", "--allow-different").code == 0)
        #expect(!folder.exists("merged/matrix.yaml"))
        #expect(try folder.rows("merged").count == 2 * ShardFolder.rowCount)
    }

    @Test func rowsOfAnotherVersionNeedToBeAllowed() throws {
        try folder.runShards(2)
        try folder.write("2/cells.csv", Version1.text(try folder.text("2/cells.csv")))
        try refuse(["merged", "1", "2"], "2 has the columns of version 1, 1 those of 4; --allow-different")
        #expect(try folder.run("merge", "merged", "1", "2", "--allow-different").code == 0)
        #expect(Set(try folder.rows("merged").map(\.schemaVersion)) == [1, 4])
    }

    /// Modelled rows are the same on any host.
    @Test func theSameCellTwiceNeedsToBeAllowed() throws {
        _ = try folder.run("matrix", "small.yaml", "--out", "whole")
        _ = try folder.run(
            "matrix", "small.yaml", "--shard", "1/2", "--out", "1", environment: ["POLLBENCH_HOST=other"])
        try refuse(["merged", "whole", "1"], "whole and 1 both hold round ")
        #expect(try folder.run("merge", "merged", "whole", "1", "--keep-first").code == 0)
        #expect(try content("merged") == content("whole"))
    }

    /// The same cells on several hosts are a fleet, in which each host stands for itself.
    @Test func theSameCellsOfSeveralHostsAreKept() throws {
        try folder.runFleet()
        #expect(try folder.run("merge", "merged", "a", "b").code == 0)
        let rows = try folder.rows("merged")
        #expect(Dictionary(grouping: rows, by: \.host).mapValues(\.count) == ["a": 4, "b": 4])
        let report = try folder.run("report", "merged", "--format", "markdown")
        #expect(report.code == 0 && report.output.contains("| host |"), "\(report.output)")
        try refuse(["again", "a", "a"], "a and a both hold round ")
        try refuse(["again", "a", "a"], " on host a: --keep-first")
        // Rounds of another host would be compared with none of these.
        let resumed = try folder.run(
            "matrix", "fleet.yaml", "--out", "a", "--resume", environment: ["POLLBENCH_HOST=c"])
        #expect(resumed.code == 64 && resumed.errors.contains("host: a -> c"), "\(resumed.errors)")
    }

    @Test func whatIsNoResultIsNamed() throws {
        try folder.runShards(2)
        for name in ["small.yaml", "nowhere"] {
            let merge = try folder.run("merge", "merged", "1", name)
            #expect(merge.code == 1 && merge.errorLines.count == 1)
            #expect(merge.errors == "pollbench: \(name): no folder of results; it has no cells.csv\n")
        }
        try refuse(["1", "2"], "1 holds results already: name another folder to write")
        _ = try folder.run("merge", "merged", "1", "2")
        try refuse(["merged", "1", "2"], "merged holds results already")
        #expect(!folder.exists("nowhere"))
    }

    private func refuse(_ arguments: [String], _ words: String) throws {
        let command = try folder.run(["merge"] + arguments)
        #expect(command.code == 64 && command.errorLines.count == 1)
        #expect(command.errors.contains(words), "\(command.errors)")
    }
}
