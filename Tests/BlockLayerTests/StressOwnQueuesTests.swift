import Testing

@testable import BlockLayer

/// Every design where each thread has queues of its own, which hold back, refuse and send back what they get.
@Suite(.serialized) struct StressOwnQueuesTests {
    private static let iosPerWorker = UInt64(TestSettings.count(short: 200, medium: 400, long: 4_000))

    private static let plans: [@Sendable (Int, Int) -> StackPlan] = [
        StressCase.twoLevels, StressCase.fiveLevels, StressCase.mirrored, StressCase.bare,
    ]

    /// A design, run over owned queues.
    private struct Runner: DesignEntry, Sendable, CustomTestStringConvertible {
        typealias M = RealMachine

        let testDescription: String
        let run: @Sendable ([OwnedQueue], RunSettings, _ epochTicks: UInt64) throws -> RunOutcome

        let leavesUnpolled: Bool
        let waitsForInterrupts: Bool

        init<Design: PollingDesign>(_ design: Design) where Design.M == RealMachine {
            leavesUnpolled = Design.leavesUnpolled
            waitsForInterrupts = Design.waitsForInterrupts
            testDescription = Design.card.name
            run = { queues, settings, epochTicks in
                let buffers = try WorkerBuffers(
                    workerCount: settings.cpus.count, blocksPerWorker: settings.depth,
                    blockBytes: Int(settings.blockSectors) * sectorBytes)
                let run = try StackRun(
                    design, queues: queues, settings,
                    on: ThreadHost(RunStop(), workerCount: settings.cpus.count), buffers: buffers,
                    rate: .ofThisMachine, epochTicks: epochTicks)
                return try run.run()
            }
        }
    }

    private static let runners = Catalogue.entries(Runner.self).filter { !$0.waitsForInterrupts }

    @Test(arguments: runners, 1...4)
    private func nothingIsLostAndNobodyElseLooks(runner: Runner, workers: Int) throws {
        for (number, plan) in Self.plans.enumerated() {
            for locking in [CompletionLocking.none, .blocking] {
                // All of them, or in short runs one, so that each plan still meets each lock.
                let isChosen = (number + workers + (locking == .none ? 0 : 1)) % 4 < 2
                if TestSettings.stress == .short && !isChosen { continue }
                try Self.check(runner, plan(workers, workers), workers, locking)
            }
        }
    }

    private static func check(
        _ runner: Runner, _ plan: StackPlan, _ workers: Int, _ locking: CompletionLocking
    ) throws {
        let sectors = UInt64(plan.devices.last!.sectorCount)
        let settings = RunSettings(
            plan: plan, engine: EngineSettings(sharing: .exclusive, locking: locking, batchSubmit: workers),
            cpus: Array(repeating: nil, count: workers), depth: 6, rangeSectors: sectors / 8 * 8,
            readPercent: 50, verify: .fillFirst, seed: TestSettings.seed, ioLimit: iosPerWorker)
        let epochTicks = RealMachine.ticks()
        let devices = try plan.leaves.map { leaf in
            try ModelDevice<RealMachine>(
                ModelSettings(
                    service: .uniform(fromNanoseconds: 0, toNanoseconds: 1_000),
                    sizeSectors: leaf.sectorCount,
                    keepsData: true, queueDepth: 5),
                queueCount: workers, interruptQueueCount: runner.leavesUnpolled ? workers : 0,
                seed: TestSettings.seed, epochTicks: epochTicks, rate: .ofThisMachine)
        }
        let queues = (devices.flatMap(\.queues) + devices.flatMap(\.interruptQueues)).enumerated().map {
            number, queue in
            OwnedQueue(queue, seed: TestSettings.seed &+ UInt64(number))
        }
        defer { for queue in queues { queue.deallocate() } }
        let what = "\(runner.testDescription), \(workers) workers, lock \(locking), seed \(TestSettings.seed)"
        let outcome = try Watchdog.guarding(what) { try runner.run(queues, settings, epochTicks) }
        withExtendedLifetime(devices) {}
        expectAllBack(outcome, what)
        let again = queues.reduce(0) { $0 + $1.state.pointee.again }
        #expect(outcome.workers.reduce(0) { $0 + $1.counters.requeues } == again && again > 0, "\(what)")
        for queue in queues {
            #expect(queue.state.pointee.strangers == 0 && !queue.holdsBack, "\(what)")
            #expect(queue.state.pointee.owner == nil, "\(what)")
        }
    }

    private static func expectAllBack(_ outcome: RunOutcome, _ what: String) {
        for worker in outcome.workers {
            #expect(worker.lostRoots == 0 && worker.lostClones == 0, "\(what)")
            #expect(worker.counters.errors == 0 && worker.mismatch == nil, "\(what)")
            #expect(worker.checkedSectors > 0 && worker.counters.ios > iosPerWorker, "\(what)")
            #expect(worker.counters.leavesSubmitted == worker.counters.leavesReaped, "\(what)")
            #expect(worker.counters.foreignCompletions == 0, "\(what)")
        }
        #expect(!outcome.anyLockHeld, "\(what)")
    }
}
