import Foundation
import Testing

@testable import Harness

/// Parts of a matrix for many processes and hosts.
@Suite struct ShardTests {
    private static let top = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    /// Settings in which designs with queues of their own meet those that share, on a machine that none has to be.
    private static let contention = """
        stacks:
          s: 0 16384 striped 2 8 model:0 0 model:1 0
        designs: [bio-array, iterate-all, interrupt]
        axes:
          machine: graviton2-64
          numjobs: [2, 3, 4]
          poll_queues: [1, 2, 3, 4]
        include:
          - {numjobs: 2, poll_queues: [1, 2]}
          - {numjobs: 3, poll_queues: [1, 3]}
          - {numjobs: 4, poll_queues: [1, 2, 4]}
        rounds: 2
        """

    private func names(_ matrix: Matrix, _ shard: Shard? = nil) throws -> [String] {
        let settings = try shard.map { try matrix.shards($0.count)[$0] }
        return try matrix.plan(in: settings).runs.map(\.name)
    }

    @Test(arguments: [1, 2, 3, 7, 9]) func theUnionOfShardsIsTheWhole(count: Int) throws {
        let matrix = try Matrix(text: Self.contention, named: "m")
        let all = try (1...count).flatMap { try names(matrix, Shard(parsing: "\($0)/\(count)")) }
        #expect(all.sorted() == (try names(matrix)).sorted())
        let parts = try matrix.shards(count).parts
        #expect(parts.map(\.cells).reduce(0, +) == all.count)
        #expect(parts.map(\.settings).reduce(0, +) == 7)
    }

    /// A design that waits for interrupts runs once, and is compared where each job has a queue.
    @Test func whatIsComparedIsInOneShard() throws {
        let matrix = try Matrix(text: Self.contention, named: "m")
        for number in 1...7 {
            let found = try names(matrix, Shard(parsing: "\(number)/7"))
            let polled = try #require(found.first { $0.hasSuffix("bio-array") })
            #expect(found.contains { $0.hasSuffix("iterate-all") })
            let ownQueues = [2, 3, 4].contains { polled.contains("numjobs\($0)-queues\($0)-") }
            #expect(found.contains { $0.hasSuffix("interrupt") } == ownQueues, "\(found)")
        }
    }

    /// None has more than another by more than the longest setting.
    @Test(arguments: ["ci", "contention", "default", "depth", "split", "stolen", "tail"])
    func shippedMatricesAreDealtEvenly(name: String) throws {
        let matrix = try Matrix(readingFrom: Self.top.appending(path: "Benchmarks/\(name).yaml").path)
        let settings = try matrix.shards(100).parts.filter { $0.settings > 0 }
        #expect(settings.allSatisfy { $0.settings == 1 })
        let longest = try #require(settings.map(\.weight).max())
        for count in [2, 3, 5] {
            let weights = try matrix.shards(count).parts.map(\.weight)
            #expect(weights.reduce(0, +) == settings.map(\.weight).reduce(0, +))
            #expect((weights.max() ?? 0) - (weights.min() ?? 0) <= longest, "\(name), \(count) shards")
        }
    }

    @Test(arguments: ["", "x", "1", "/", "1/", "/3", "1/3/5", "0/3", "4/3", "1/0", "-1/3", "1/10001", " 1/3"])
    func whatIsNoShardIsRefused(text: String) {
        #expect(throws: HarnessError.self) { try Shard(parsing: text) }
    }

    @Test func aShardIsReadAsItIsWritten() throws {
        let shard = try Shard(parsing: "2/10")
        #expect((shard.number, shard.count) == (2, 10))
        #expect("\(shard)" == "2/10" && shard.folderName == "2-of-10")
    }
}
