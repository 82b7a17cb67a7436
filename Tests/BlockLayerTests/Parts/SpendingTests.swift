import Testing

@testable import BlockLayer

/// Time that a thread spends on purpose: for what a model device costs its CPU, and on a queue that has nothing yet.
@Suite struct SpendingTests {
    private typealias M = TickingMachine
    private static let linear = StackPlan(devices: [.leaf(64, workers: 2), .mapped([.linear(64, 0)])])

    private static func device(
        submit: UInt64 = 0, completion: UInt64 = 0, interrupt: UInt64 = 0
    ) throws -> ModelDevice<M> {
        var settings = ModelSettings(
            service: .fixed(nanoseconds: 0), sizeSectors: 64,
            completion: interrupt > 0 ? .interrupt : .polled,
            interruptCostNanoseconds: interrupt)
        settings.submitCostNanoseconds = submit
        settings.completionCostNanoseconds = completion
        return try ModelDevice(
            settings, queueCount: 1, seed: 1, epochTicks: 0, rate: TickRate(nanosecondsPerTick: 1))
    }

    @Test func eachSubmissionHasItsCost() throws {
        let device = try Self.device(submit: 7)
        #expect(
            (0...3).map { count in M.turns { device.queues[0].spendSubmission(of: count) } } == [
                0, 7, 14, 21,
            ])
        let free = try Self.device()
        #expect(M.turns { free.queues[0].spendSubmission(of: 5) } == 0)
    }

    @Test func eachCompletionHasItsCost() throws {
        let device = try Self.device(completion: 7)
        #expect(
            (0...3).map { count in M.turns { device.queues[0].spendCompletion(of: count) } } == [
                0, 7, 14, 21,
            ])
        let free = try Self.device()
        #expect(M.turns { free.queues[0].spendCompletion(of: 5) } == 0)
    }

    /// Leaves that are ready while one is being taken need none of their own.
    @Test(arguments: [(0, 1), (9, 1), (10, 2), (50, 2)])
    func eachInterruptHasItsCost(distance: UInt64, interrupts: Int) throws {
        let device = try Self.device(interrupt: 10)
        let store = BioStore<M>(count: 2)
        var reaped: [Int] = []
        let turns = M.turns {
            _ = device.queues[0].submit([0], of: store)
            M.clock.now += distance
            _ = device.queues[0].submit([1], of: store)
            reaped = device.queues[0].reap(8, of: store)
        }
        #expect(reaped == [0, 1] && turns == 10 * interrupts)
    }

    @Test func polledQueuesHaveNoInterrupts() throws {
        let device = try Self.device()
        let store = BioStore<M>(count: 1)
        let turns = M.turns {
            _ = device.queues[0].submit([0], of: store)
            _ = device.queues[0].reap(8, of: store)
        }
        #expect(turns == 0)
    }

    private static func workers(_ spin: SpinPolicy, count: Int = 1) -> Workers<IterateAll<M>> {
        Workers(IterateAll<M>(), linear, count: count, settings: EngineSettings(spin: spin))
    }

    /// A poll stays on the queue until it finds something, or its time is up.
    @Test(arguments: [1, 2, 10, 99])
    func aSpinEndsWithACompletion(looks: Int) {
        let workers = Self.workers(.bounded(nanoseconds: 100))
        var reaped = 0
        let turns = M.turns {
            _ = workers.submit()
            workers.recorder.blindLooks = looks
            reaped = workers[0].pointee.pollQueue(0)
        }
        #expect(reaped == 1 && turns == looks)
        #expect(
            workers[0].pointee.counters.queuePolls == 1 && workers[0].pointee.counters.emptyQueuePolls == 0)
        #expect(workers.takeEnded().count == 1)
    }

    @Test func aSpinEndsWhenItsTimeIsUp() {
        let workers = Self.workers(.bounded(nanoseconds: 100))
        var reaped = 1
        let turns = M.turns { reaped = workers[0].pointee.pollQueue(0) }
        #expect(reaped == 0 && turns == 100)
        #expect(workers[0].pointee.counters.emptyQueuePolls == 1)
    }

    /// A poll of a queue from which another thread has reaped the IO: it goes on to its bound, unless it looks at the
    /// IO.
    @Test(arguments: [(SpinPolicy.untilDone, 1), (.bounded(nanoseconds: 500), 500)])
    func aSpinOnAStolenCompletion(spin: SpinPolicy, expected: Int) {
        let workers = Self.workers(spin, count: 2)
        let turns = M.turns {
            _ = workers.submit(on: 0)
            let reaped = [workers[1].pointee.pollQueue(0), workers[0].pointee.pollQueue(0)]
            #expect(reaped == [1, 0])
        }
        #expect(turns == expected)
        #expect(workers.takeEnded().count == 1)
    }

    @Test func oneShotIsOneLook() {
        let workers = Self.workers(.oneShot)
        var reaped = 1
        let turns = M.turns {
            _ = workers.submit()
            workers.recorder.blindLooks = 1
            reaped = workers[0].pointee.pollQueue(0)
        }
        #expect(reaped == 0 && turns == 0 && workers[0].pointee.counters.emptyQueuePolls == 1)
        M.turns { reaped = workers[0].pointee.pollQueue(0) }
        #expect(reaped == 1 && workers.takeEnded().count == 1)
    }
}
