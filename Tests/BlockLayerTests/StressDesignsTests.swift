import Testing

@testable import BlockLayer

/// Every design under up to four threads on fewer queues than threads, as many, and with a queue for each: each IO ends
/// once, none is lost, the data is right.
@Suite(.serialized) struct StressDesignsTests {
    private static let iosPerWorker = UInt64(TestSettings.count(short: 300, medium: 400, long: 8_000))

    private static let designs = Catalogue.pollingNames + ["interrupt"]

    private static let cases = StressCase.all + StressCase.changing

    @Test(arguments: designs, cases)
    func everyIOEndsOnce(design: String, stress: StressCase) throws {
        let entry = Catalogue.entry(named: design)!
        for queues in Self.queueCounts(design, stress) {
            let what = "\(design), \(stress.name), \(queues) queues, seed \(TestSettings.seed)"
            var settings = stress.settings(queues: queues, ioLimit: Self.iosPerWorker)
            settings.engine.counting = Self.counting(entry, stress)
            let outcome = try Watchdog.guarding(what) { try Self.run(entry, stress, settings) }
            Self.checkCounts(outcome, settings, what)
            if stress.isVerified {
                Self.checkData(outcome, what)
            } else {
                Self.checkErrors(outcome, settings, what)
            }
        }
    }

    /// Plain in every other case, where the design allows it.
    private static func counting(
        _ entry: CatalogueEntry, _ stress: StressCase
    ) -> CompletionCounting {
        let isOdd = cases.firstIndex { $0.name == stress.name }! % 2 == 1
        let isAllowed = entry.mayCountPlainly(hasQueuesOfItsOwn: stress.engine.sharing == .exclusive)
        return isOdd && isAllowed ? .plain : .atomic
    }

    /// Again, if a table was to be reloaded and the run ended before that.
    private static func run(
        _ entry: CatalogueEntry, _ stress: StressCase, _ settings: RunSettings
    ) throws -> RunOutcome {
        while true {
            let outcome = try entry.run(on: stress.devices(settings.plan), settings, stop: RunStop())
            if settings.reloadNanoseconds == nil || outcome.changes.reloads > 0 { return outcome }
        }
    }

    /// All of them, or in short runs one, so that each design still meets each.
    private static func queueCounts(_ design: String, _ stress: StressCase) -> [Int] {
        if stress.engine.sharing == .exclusive { return [stress.workers] }
        // It looks at its own queues only.
        if design == "interrupt" { return [stress.workers] }
        let counts = [1, 2, 4]
        if TestSettings.stress != .short { return counts }
        let place = designs.firstIndex(of: design)! + cases.firstIndex { $0.name == stress.name }!
        return [counts[place % counts.count]]
    }

    private static func checkCounts(_ outcome: RunOutcome, _ settings: RunSettings, _ what: String) {
        let blocks = settings.rangeSectors / UInt64(settings.blockSectors) / UInt64(settings.cpus.count)
        // The pass after the workload leaves out what was read since it was written.
        let least = iosPerWorker + UInt64(settings.passesBefore.count) * blocks
        let most = least + UInt64(settings.passesAfter.count) * blocks
        for worker in outcome.workers {
            #expect((least...most).contains(worker.counters.ios), "\(what)")
            #expect(worker.lostRoots == 0, "\(what)")
            #expect(worker.lostClones == 0, "\(what)")
        }
        let submitted = outcome.workers.reduce(0) { $0 + $1.counters.leavesSubmitted }
        let reaped = outcome.workers.reduce(0) { $0 + $1.counters.leavesReaped }
        #expect(submitted == reaped && submitted > 0, "\(what)")
        #expect(!outcome.anyLockHeld, "\(what)")
        #expect(outcome.changes.wereAtRest, "\(what)")
        if settings.engine.sharing == .exclusive {
            #expect(outcome.workers.allSatisfy { $0.counters.foreignCompletions == 0 }, "\(what)")
        }
    }

    private static func checkData(_ outcome: RunOutcome, _ what: String) {
        for worker in outcome.workers {
            #expect(worker.mismatch == nil, "\(what)")
            #expect(worker.checkedSectors > 0, "\(what)")
            #expect(worker.unstampedSectors == 0, "\(what)")
        }
    }

    /// A job's IOs can be foretold, so each that touches an error target is known.
    private static func checkErrors(_ outcome: RunOutcome, _ settings: RunSettings, _ what: String) {
        let oracle = SectorOracle(settings.plan)
        let length = Int(settings.blockSectors)
        let blocks = settings.rangeSectors / UInt64(length)
        let fails = (0..<Int(blocks)).map { block in
            oracle.fates(.read, sector: block * length, count: length).contains { $0.contains(.failed) }
        }
        for (number, worker) in outcome.workers.enumerated() {
            var pattern = AccessPattern(
                isRandom: true, readPercent: settings.readPercent, blockCount: blocks, seed: settings.seed,
                stream: UInt64(number) + 1)
            var expected: UInt64 = 0
            for _ in 0..<iosPerWorker where fails[Int(pattern.next().block)] { expected += 1 }
            #expect(worker.counters.errors == expected, "\(what)")
            let status: Status? = expected > 0 ? .ioError : nil
            #expect(worker.firstError?.status == status, "\(what)")
        }
    }
}
