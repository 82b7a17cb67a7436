import BlockLayer
import Testing

@testable import Harness

@Suite struct SweepTests {
    private func cells(_ lists: (Axis, String)...) throws -> [CellSettings] {
        var sweep = Sweep()
        for (axis, words) in lists { try sweep.vary(axis, words) }
        return try sweep.cells()
    }

    @Test func everyCombinationOnceTheFirstListSlowest() throws {
        let cells = try cells((.numjobs, "1,2"), (.bs, "512,8k"), (.iodepth, "1,32"))
        #expect(cells.map(\.blockBytes) == [512, 512, 512, 512, 8192, 8192, 8192, 8192])
        #expect(cells.map(\.depth) == [1, 1, 32, 32, 1, 1, 32, 32])
        #expect(cells.map(\.jobs) == [1, 2, 1, 2, 1, 2, 1, 2])
        #expect(Set(cells.map(\.name)).count == cells.count)
    }

    @Test func queuesFollowJobsUnlessGiven() throws {
        #expect(try cells((.numjobs, "1,4")).map(\.queues) == [1, 4])
        #expect(try cells((.numjobs, "1,4"), (.pollQueues, "2")).map(\.queues) == [2, 2])
    }

    @Test func cellsOfEitherSharingHaveNamesOfTheirOwn() throws {
        let cells = try cells((.numjobs, "1,4"), (.queueSharing, "shared,exclusive"))
        #expect(cells.map(\.sharing) == [.shared, .exclusive, .shared, .exclusive])
        #expect(cells.map(\.queues) == [1, 1, 4, 4])
        #expect(Set(cells.map(\.name)).count == 4)
        for cell in cells { #expect(refusal { try cell.check() } == "accepted") }
    }

    @Test func jobsWithQueuesOfTheirOwnHaveAsMany() throws {
        let cells = try cells((.numjobs, "4"), (.pollQueues, "2"), (.queueSharing, "exclusive"))
        let message = refusal { try cells[0].check() }
        #expect(message.hasPrefix("--poll-queues 2 with --queue-sharing exclusive: each of the 4 jobs"))
    }

    @Test(arguments: [
        (Axis.iodepth, "1,8,1", "--iodepth has 1 twice"), (.bs, "4k,8k,4096", "--bs has 4k twice"),
        (.rw, "rw,readwrite", "--rw has rw twice"),
        (.spin, "bounded:1ms,bounded:1000us", "--spin has bounded:1ms"),
    ])
    func aValueMayNotComeTwice(_ axis: Axis, _ words: String, _ message: String) {
        #expect(refusal { _ = try axis.list(words) }.hasPrefix(message))
    }

    @Test func tooManyCellsAreRefusedBeforeTheyAreMade() {
        let message = refusal {
            _ = try cells(
                (.iodepth, (1...65_536).map(String.init).joined(separator: ",")),
                (.bs, (1...65_536).map { String($0 * 512) }.joined(separator: ",")),
                (.numjobs, (1...1024).map(String.init).joined(separator: ",")))
        }
        #expect(message.contains("shorten them"))
    }

    @Test func eachRoundVisitsEveryRunOnce() {
        let order = RunOrder(runCount: 50, rounds: 8, seed: 7)
        #expect(order.rounds.count == 8)
        for round in order.rounds { #expect(round.sorted() == Array(0..<50)) }
    }

    @Test func eachRoundHasItsOwnOrder() {
        let order = RunOrder(runCount: 50, rounds: 8, seed: 7)
        #expect(Set(order.rounds).count == 8)
    }

    @Test func theSeedDecidesTheOrder() {
        let orders = [7, 7, 8].map { RunOrder(runCount: 50, rounds: 2, seed: $0).rounds }
        #expect(orders[0] == orders[1])
        #expect(orders[0] != orders[2])
    }
}
