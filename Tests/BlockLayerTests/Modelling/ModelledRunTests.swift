import Testing

@testable import BlockLayer

/// Whole runs of designs on a modelled machine.
@Suite struct ModelledRunTests {
    private static func settings(jobs: Int, queues: Int, depth: Int = 4) -> RunSettings {
        let leaf = StackPlan.Leaf(
            sectorCount: 1 << 16, maxSectorsPerIO: 2048, queueCount: queues,
            queueOfWorker: (0..<jobs).map { $0 % queues })
        let line = StackPlan.Target(sectorCount: 1 << 16, kind: .linear(Leg(device: 0, startSector: 0)))
        let plan = StackPlan(devices: [.leaf(leaf), .mapped([line])])
        return RunSettings(
            plan: plan, cpus: (0..<jobs).map { $0 }, depth: depth, rangeSectors: 1 << 16,
            runtimeNanoseconds: 200_000)
    }

    private static func run(
        _ design: String, _ model: ModelSettings, _ settings: RunSettings, cores: Int = 4
    ) throws -> RunOutcome {
        let entry = try #require(Catalogue.modelled.first { $0.name == design })
        var work = WorkPrices()
        work.rootNanoseconds = 50
        work.lookNanoseconds = 10
        return try entry.run(
            over: [model], settings, on: DescribedMachine(SmallMachine.model(cores: cores), work: work),
            stop: RunStop())
    }

    private static func summary(_ outcome: RunOutcome) -> [String] {
        outcome.workers.map {
            "\($0.window) \($0.counters) \($0.latency.sumNanoseconds) \($0.lag.sumNanoseconds) \($0.traffic!)"
        }
    }

    static let names = Catalogue.modelled.map(\.name)

    @Test func allDesignsAreThere() {
        #expect(Self.names == Catalogue.designs.map(\.card.name))
    }

    /// Whatever the heap looks like, the same run has the same outcome; nothing is lost in it.
    @Test(arguments: names)
    func aRunIsTheSameAgain(design: String) throws {
        let model = ModelSettings(service: .fixed(nanoseconds: 5_000))
        let settings = Self.settings(jobs: 4, queues: 2)
        let first = try Self.run(design, model, settings)
        let holes = (1...50).map { UnsafeMutableRawPointer.allocate(byteCount: 40 * $0, alignment: 16) }
        let second = try Self.run(design, model, settings)
        for hole in holes { hole.deallocate() }
        #expect(Self.summary(first) == Self.summary(second))
        #expect(first.workers.allSatisfy { $0.lostRoots == 0 && $0.lostClones == 0 && $0.counters.ios > 0 })
        #expect(!first.anyLockHeld)
    }

    /// Little's law: what is in flight is the rate times the latency, but for what is between an end and the next
    /// submission.
    @Test(arguments: ["iterate-all", "dm-io-list", "busy-array"])
    func depthIsRateTimesLatency(design: String) throws {
        let model = ModelSettings(service: .fixed(nanoseconds: 5_000))
        var settings = Self.settings(jobs: 2, queues: 1, depth: 8)
        settings.runtimeNanoseconds = 1_000_000
        let outcome = try Self.run(design, model, settings)
        let worker = outcome.workers[0]
        let mean = Double(worker.latency.sumNanoseconds) / Double(worker.latency.count)
        let rate = Double(worker.window.counters.ios) / 1_000_000
        #expect((6.5...8.1).contains(rate * mean), "\(rate * mean)")
    }

    /// The interrupt of a leaf costs the CPU that submitted it the time of its handler.
    @Test func anInterruptLandsOnTheSubmitter() throws {
        var model = ModelSettings(service: .fixed(nanoseconds: 5_000), completion: .interrupt)
        let settings = Self.settings(jobs: 1, queues: 1, depth: 1)
        model.interruptCostNanoseconds = 0
        let without = try Self.run("interrupt", model, settings).workers[0].latency
        model.interruptCostNanoseconds = 1_000
        let with = try Self.run("interrupt", model, settings).workers[0].latency
        let cost =
            Double(with.sumNanoseconds) / Double(with.count) - Double(without.sumNanoseconds)
            / Double(without.count)
        #expect((990...1_060).contains(cost), "\(cost)")
    }

    /// What ends in the lock of one queue ends one after the other; after the lock, jobs end their IOs side by side.
    @Test func requestsEndInTheLockOrAfterIt() throws {
        var model = ModelSettings(service: .fixed(nanoseconds: 2_000))
        model.completionCostNanoseconds = 1_000
        func iosPerMicrosecond(_ ending: CompletionEnding) throws -> Double {
            var settings = Self.settings(jobs: 4, queues: 1, depth: 16)
            settings.engine.ending = ending
            let workers = try Self.run("iterate-all", model, settings).workers
            return workers.map { Double($0.window.counters.ios) / 200 }.reduce(0, +)
        }
        let (inLock, afterLock) = (try iosPerMicrosecond(.inLock), try iosPerMicrosecond(.afterLock))
        #expect((0.8...1.1).contains(inLock), "\(inLock)")
        #expect(afterLock > 1.3 * inLock, "\(afterLock)")
    }

    /// Tables are loaded again in virtual time.
    @Test func aStackChangesMeanwhile() throws {
        var settings = Self.settings(jobs: 2, queues: 1)
        settings.reloadNanoseconds = 50_000
        let outcome = try Self.run("dm-io-list", ModelSettings(service: .fixed(nanoseconds: 5_000)), settings)
        #expect(outcome.changes.reloads >= 2)
        #expect(outcome.changes.wereAtRest)
    }

    /// Two threads of a core compute at a part of their speed.
    @Test func siblingsSlowEachOtherDown() throws {
        var model = MachineModel(
            name: "threads",
            levels: [
                .init(name: "core", count: 2, transferNanoseconds: 100),
                .init(name: "thread", count: 2, transferNanoseconds: 10),
            ])
        model.siblingSpeed = 0.5
        var work = WorkPrices()
        work.rootNanoseconds = 1_000
        func rate(_ cpus: [Int]) throws -> UInt64 {
            var settings = Self.settings(jobs: 2, queues: 2, depth: 1)
            settings.cpus = cpus.map { $0 }
            let entry = try #require(Catalogue.modelled.first { $0.name == "cookie" })
            let outcome = try entry.run(
                over: [ModelSettings()], settings, on: DescribedMachine(model, work: work), stop: RunStop())
            return outcome.workers[0].window.counters.ios
        }
        let (apart, together) = (try rate([0, 2]), try rate([0, 1]))
        #expect(Double(apart) / Double(together) > 1.5)
    }
}
