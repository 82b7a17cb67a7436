import Testing

@testable import BlockLayer

/// Which hardware queues one poll of each design looks at, by number.
@Suite struct DesignPollsTests {
    /// Two leaves with a queue for each of two workers: worker 0 submits to queues 0 and 2, worker 1 to 1 and 3.
    private static let plan = StackPlan(devices: [
        .leaf(64, queues: 2, workers: 2), .leaf(64, queues: 2, workers: 2),
        .mapped([.striped(128, chunk: 4, [0, 1])]),
    ])

    /// What one poll did while both workers had an IO in flight.
    private struct Poll: Equatable, CustomStringConvertible {
        var queues: UInt64
        var empty: UInt64 = 0
        var foreign: UInt64 = 0

        var description: String { "\(queues) polled, \(empty) empty, \(foreign) foreign" }
    }

    private struct Measurement: DesignEntry {
        typealias M = RealMachine

        let name: String
        var oneLeaf: Poll
        var twoLeaves: Poll

        init<Design: PollingDesign>(_ design: Design) where Design.M == M {
            name = Design.card.name
            oneLeaf = Self.poll(design, sectors: 4)
            twoLeaves = Self.poll(design, sectors: 8)
        }

        private static func poll<Design: PollingDesign>(_ design: Design, sectors: Int) -> Poll
        where Design.M == M {
            if Design.waitsInSubmit { return Poll(queues: 0) }
            let workers = Workers(design, plan, count: 2)
            let other = workers.submit(on: 1, count: sectors)
            let root = workers.submit(on: 0, count: sectors)
            let reaped = workers.poll(root)
            let counters = workers[0].pointee.counters
            #expect(reaped == Int(counters.leavesReaped), "\(Design.card.name)")
            #expect(workers.takeEnded() == [root] && workers.missing() == 0, "\(Design.card.name)")
            workers.poll(other, on: 1)
            #expect(workers.takeEnded(of: 1) == [other] && workers.missing(of: 1) == 0, "\(Design.card.name)")
            return Poll(
                queues: counters.queuePolls, empty: counters.emptyQueuePolls,
                foreign: counters.foreignCompletions)
        }
    }

    private static let polls = Dictionary(
        uniqueKeysWithValues: Catalogue.entries(Measurement.self).map { ($0.name, $0) })

    /// Whoever's leaves are there.
    @Test(arguments: ["iterate-all", "busy-array"])
    func allQueues(name: String) throws {
        let poll = try #require(Self.polls[name])
        #expect(poll.oneLeaf == Poll(queues: 4, empty: 2, foreign: 1))
        #expect(poll.twoLeaves == Poll(queues: 4, foreign: 2))
    }

    @Test(arguments: ["queue-bitmap", "busy-skip"])
    func queuesThatHaveLeaves(name: String) throws {
        let poll = try #require(Self.polls[name])
        #expect(poll.oneLeaf == Poll(queues: 2, foreign: 1))
        #expect(poll.twoLeaves == Poll(queues: 4, foreign: 2))
    }

    @Test(arguments: [
        "root-list", "bio-array", "task-fifo", "task-groups", "dm-io-list", "hand-back",
    ])
    func queuesWithLeavesOfTheRoot(name: String) throws {
        let poll = try #require(Self.polls[name])
        #expect(poll.oneLeaf == Poll(queues: 1) && poll.twoLeaves == Poll(queues: 2))
    }

    /// One queue by its number, several as there are.
    @Test func whatTheCookieNames() throws {
        let third = try #require(Self.polls["cookie-v3"])
        #expect(third.oneLeaf == Poll(queues: 1) && third.twoLeaves == Poll(queues: 4, foreign: 2))
        let fifth = try #require(Self.polls["cookie"])
        #expect(fifth.oneLeaf == Poll(queues: 1) && fifth.twoLeaves == Poll(queues: 2))
    }

    @Test(arguments: ["child-counter", "interrupt"])
    func queuesOfTheThread(name: String) throws {
        let poll = try #require(Self.polls[name])
        #expect(poll.oneLeaf == Poll(queues: 2, empty: 1) && poll.twoLeaves == Poll(queues: 2))
    }

    /// A segment that has ended, by whoever reaped it, is no reason to poll its queue.
    @Test func endedSegmentsAreNotPolled() {
        let workers = Workers(BioArray<RealMachine>(), Self.plan, count: 2)
        let root = workers.submit(count: 8)
        #expect(workers[1].pointee.pollQueue(0) == 1)
        #expect(workers.poll(root) == 1 && workers.queuePolls() == 1)
        #expect(workers.takeEnded() == [root])
    }

    /// While one thread polls a queue, another one leaves it alone: from before its lock is taken until after.
    @Test func aQueueThatIsPolledIsBusy() {
        #expect(Self.skips(BusyArray<InterruptedMachine>()) >= 3)
        #expect(Self.skips(BusySkip<InterruptedMachine>()) >= 3)
    }

    /// In how many places of one thread's poll another one's finds the queue busy.
    private static func skips<Design: PollingDesign>(_ design: Design) -> Int
    where Design.M == InterruptedMachine {
        let shared = StackPlan(devices: [.leaf(64, workers: 2), .mapped([.linear(64, 0)])])
        var places = 0
        InterruptedMachine.everywhere(
            {
                let workers = Workers(design, shared, count: 2, settings: EngineSettings(locking: .trylock))
                return (workers, workers.submit(on: 0))
            },
            in: { (workers: Workers<Design>, root: RootPointer<Design>) in workers.poll(root, on: 0) },
            doing: { $0.0.poll($0.1, on: 1) },
            check: { subject, _ in
                let counters = subject.0[1].pointee.counters
                // The design's skip, not the lock's: no queue was polled.
                if counters.busySkips > 0 && counters.queuePolls == 0 { places += 1 }
            })
        return places
    }

    /// Nothing may be left in any table's state when nothing is in flight, and what is in flight shows.
    @Test func tablesAreAtRestWhenNothingIsInFlight() {
        Self.checkRest(QueueBitmap<RealMachine>())
        Self.checkRest(BusySkip<RealMachine>())
    }

    private static func checkRest<Design: PollingDesign>(_ design: Design) where Design.M == RealMachine {
        let workers = Workers(design, plan, count: 2)
        var isAtRest = [workers.stack.isAtRest]
        let root = workers.submit(count: 8)
        isAtRest.append(workers.stack.isAtRest)
        workers.poll(root)
        #expect(workers.takeEnded() == [root])
        isAtRest.append(workers.stack.isAtRest)
        #expect(isAtRest == [true, false, true], "\(Design.card.name)")
    }
}
