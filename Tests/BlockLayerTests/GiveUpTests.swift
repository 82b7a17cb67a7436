import Dispatch
import Testing

@testable import BlockLayer

/// A run that is stopped ends soon, whatever is in flight; what else is asserted of outcomes holds no longer then.
@Suite struct GiveUpTests {
    private static let designs = Catalogue.pollingNames + ["interrupt"]
    private static let never: UInt64 = 3_600_000_000_000

    /// In what IOs hang for an hour.
    enum Obstacle: CaseIterable {
        case delayTarget, lostCompletions, noPath, reload, spin
    }

    @Test(arguments: designs, Obstacle.allCases)
    func aStopDoesNotWaitForWhatIsInFlight(design: String, obstacle: Obstacle) throws {
        let entry = try #require(Catalogue.entry(named: design))
        let settings = Self.settings(obstacle)
        let stop = RunStop()
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(30)) { stop.stop() }
        let outcome = try Watchdog.guarding("\(design), \(obstacle)") {
            try entry.run(on: Self.devices(obstacle, settings), settings, stop: stop)
        }
        #expect(outcome.workers.contains { $0.hasLeftIOs })
        #expect(outcome.workers.allSatisfy { $0.counters.ios == 0 || obstacle == .noPath })
    }

    /// A stop that finds nothing that hangs leaves nothing behind.
    @Test(arguments: designs)
    func whatEndsSoonIsWaitedFor(design: String) throws {
        let entry = try #require(Catalogue.entry(named: design))
        let settings = Self.settings(nil)
        let stop = RunStop()
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(30)) { stop.stop() }
        let outcome = try entry.run(on: Self.devices(nil, settings), settings, stop: stop)
        #expect(outcome.workers.allSatisfy { !$0.hasLeftIOs && $0.lostRoots == 0 && $0.lostClones == 0 })
    }

    private static func settings(_ obstacle: Obstacle?) -> RunSettings {
        let kind: StackPlan.Kind =
            switch obstacle {
            case .delayTarget:
                .delay([Leg(device: 0, startSector: 0)], readNanoseconds: never, writeNanoseconds: never)
            case .noPath:
                .multipath(
                    StackPlan.Multipath(
                        paths: [Leg(device: 0, startSector: 0)], queuesIfNoPath: true,
                        reinstateNanoseconds: never
                    ))
            case .lostCompletions, .reload, .spin, nil: .linear(Leg(device: 0, startSector: 0))
            }
        let plan = StackPlan(devices: [
            .leaf(1024, queues: 2, workers: 2), .mapped([StackPlan.Target(sectorCount: 1024, kind: kind)]),
        ])
        let spin = obstacle == .spin ? SpinPolicy.bounded(nanoseconds: never) : .oneShot
        var settings = RunSettings(
            plan: plan, engine: EngineSettings(spin: spin), cpus: [nil, nil], depth: 4, rangeSectors: 1024,
            seed: TestSettings.seed, runtimeNanoseconds: never)
        settings.reloadNanoseconds = obstacle == .reload ? 10_000_000 : nil
        return settings
    }

    private static func devices(_ obstacle: Obstacle?, _ settings: RunSettings) -> RunDevices {
        var model = ModelSettings(service: .fixed(nanoseconds: 1000), sizeSectors: 1024)
        let all = FailureSchedule(period: 1, length: 1)
        switch obstacle {
        case .lostCompletions, .reload, .spin:
            model.faults.lost = all
            model.faults.timeoutNanoseconds = never
        case .noPath: model.faults.failures = all
        case .delayTarget, nil: break
        }
        return .model([model])
    }
}
