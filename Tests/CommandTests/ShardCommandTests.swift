import Foundation
import Results
import Testing

/// `pollbench matrix --shard`: parts of a matrix by command.
@Suite final class ShardCommandTests {
    private let folder: ShardFolder

    init() throws { folder = try ShardFolder() }

    deinit { folder.remove() }

    /// Each has a folder that no other has, and goes on in it.
    @Test func aShardHasItsOwnFolder() throws {
        let first = try folder.run("matrix", "small.yaml", "--shard", "1/2")
        #expect(first.code == 0, "\(first.errors)")
        #expect(first.errorLines.first == "pollbench: rows go to results/small-1-of-2")
        let count = try folder.rows("results/small-1-of-2").count
        #expect(count > 0 && count < ShardFolder.rowCount)
        #expect(try folder.run("matrix", "small.yaml", "--shard", "1/2").code == 64, "without --resume")
        #expect(try folder.run("matrix", "small.yaml", "--shard", "1/2", "--resume").code == 0)
        #expect(try folder.rows("results/small-1-of-2").count == count)
        let other = try folder.run(
            "matrix", "small.yaml", "--shard", "2/2", "--resume", "--out", "results/small-1-of-2")
        #expect(other.code == 64 && other.errors.contains("holds the cell"), "\(other.errors)")
    }

    @Test func aDryRunMakesNoFolder() throws {
        let command = try folder.run("matrix", "small.yaml", "--shard", "2/2", "--dry-run")
        #expect(command.code == 0 && command.output.contains("of virtual time"))
        #expect(!folder.exists("results"))
    }

    /// An array of jobs may have more tasks than there are settings.
    @Test func aShardWithoutSettingsIsNoFailure() throws {
        let command = try folder.run("matrix", "small.yaml", "--shard", "7/8")
        #expect(command.code == 0 && command.output.isEmpty)
        #expect(command.errors == "pollbench: shard 7/8 has nothing to do: the matrix has 4 settings\n")
        #expect(!folder.exists("results"))
    }

    @Test func shardsAreListed() throws {
        let command = try folder.run("matrix", "small.yaml", "--list-shards", "3")
        #expect(command.code == 0 && command.errors.isEmpty)
        let lines = command.output.split(separator: "\n").map { $0.split(separator: " ").prefix(4) }
        #expect(lines.map { $0.joined(separator: " ") }.first == "shard settings cells runs")
        #expect(lines.dropFirst().compactMap { Int($0[2]) }.reduce(0, +) * 2 == ShardFolder.rowCount)
        let more = try folder.run("matrix", "small.yaml", "--list-shards", "5")
        #expect(more.errors.contains("the matrix has 4 settings, so that further shards have nothing to do"))
    }

    @Test(arguments: [
        (["--shard", "0/3"], "shards of 3 are numbered from 1/3 to 3/3"),
        (["--shard", "4/3"], "shards of 3 are numbered from 1/3 to 3/3"),
        (["--shard", "x"], "expected I/N"), (["--shard", "1/0"], "must be from 1 to"),
        (["--list-shards", "0"], "must be from 1 to"), (["--list-shards", "x"], "whole number"),
        (["--list-shards", "2", "--only", "x"], "leave out --shard and --only"),
        (["--list-shards", "2", "--shard", "1/2"], "leave out --shard and --only"),
    ])
    func whatIsNoShardIsRefused(_ options: [String], _ words: String) throws {
        let command = try folder.run(["matrix", "small.yaml"] + options)
        #expect(command.code == 64 && command.errorLines.count == 1)
        #expect(command.errors.contains(words), "\(command.errors)")
    }
}
