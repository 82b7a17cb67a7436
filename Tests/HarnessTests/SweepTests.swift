import Testing

@testable import Harness

@Suite struct SweepTests {
    @Test func everyCombinationOnceTheFirstListSlowest() throws {
        var sweep = Sweep()
        sweep.blockBytes = [512, 8192]
        sweep.depths = [1, 32]
        sweep.jobs = [1, 2]
        let cells = try sweep.cells()
        #expect(cells.map(\.blockBytes) == [512, 512, 512, 512, 8192, 8192, 8192, 8192])
        #expect(cells.map(\.depth) == [1, 1, 32, 32, 1, 1, 32, 32])
        #expect(cells.map(\.jobs) == [1, 2, 1, 2, 1, 2, 1, 2])
        #expect(Set(cells.map(\.name)).count == cells.count)
    }

    @Test func queuesFollowJobsUnlessGiven() throws {
        var sweep = Sweep()
        sweep.jobs = [1, 4]
        #expect(try sweep.cells().map(\.pollQueues) == [1, 4])
        sweep.pollQueues = [2]
        #expect(try sweep.cells().map(\.pollQueues) == [2, 2])
    }

    @Test func cellsOfEitherSharingHaveNamesOfTheirOwn() throws {
        var sweep = Sweep()
        sweep.jobs = [1, 4]
        sweep.sharings = [.shared, .exclusive]
        let cells = try sweep.cells()
        #expect(cells.map(\.sharing) == [.shared, .exclusive, .shared, .exclusive])
        #expect(cells.map(\.pollQueues) == [1, 1, 4, 4])
        #expect(Set(cells.map(\.name)).count == 4)
        for cell in cells { #expect(refusal { try cell.check() } == "accepted") }
    }

    @Test func jobsWithQueuesOfTheirOwnHaveAsMany() throws {
        var sweep = Sweep()
        sweep.jobs = [4]
        sweep.pollQueues = [2]
        sweep.sharings = [.exclusive]
        let cells = try sweep.cells()
        let message = refusal { try cells[0].check() }
        #expect(message.hasPrefix("--poll-queues 2 with --queue-sharing exclusive: each of the 4 jobs"))
        sweep.sharings = [.exclusive, .exclusive]
        #expect(refusal { _ = try sweep.cells() } == "--queue-sharing has exclusive twice")
    }

    @Test func aValueMayNotComeTwice() {
        var sweep = Sweep()
        sweep.depths = [1, 8, 1]
        let message = refusal { _ = try sweep.cells() }
        #expect(message == "--iodepth has 1 twice")
    }

    @Test func tooManyCellsAreRefusedBeforeTheyAreMade() {
        var sweep = Sweep()
        sweep.depths = Array(1...65_536)
        sweep.blockBytes = (1...65_536).map { $0 * 512 }
        sweep.jobs = Array(1...1024)
        let message = refusal { _ = try sweep.cells() }
        #expect(message.contains("shorten them"))
    }

    @Test func eachRoundVisitsEveryRunOnce() {
        let schedule = Schedule(runCount: 50, rounds: 8, seed: 7)
        #expect(schedule.rounds.count == 8)
        for round in schedule.rounds { #expect(round.sorted() == Array(0..<50)) }
    }

    @Test func eachRoundHasItsOwnOrder() {
        let schedule = Schedule(runCount: 50, rounds: 8, seed: 7)
        #expect(Set(schedule.rounds).count == 8)
    }

    @Test func theSeedDecidesTheOrder() {
        let orders = [7, 7, 8].map { Schedule(runCount: 50, rounds: 2, seed: $0).rounds }
        #expect(orders[0] == orders[1])
        #expect(orders[0] != orders[2])
    }
}
