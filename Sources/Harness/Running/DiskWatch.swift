import BlockDevices
import BlockLayer

/// Reads the counts of the disks below a stack, around each run.
struct DiskWatch: Sendable {
    private let interrupts: DeviceInterrupts
    private let traffic: DiskTraffic?
    /// Why the disks of some leaves are not known.
    private let obstacles: [String]

    /// The counts at one time.
    struct Reading: Sendable {
        fileprivate let interrupts: InterruptCounts?
        fileprivate let sectors: UInt64?
    }

    init(_ leaves: Leaves) {
        let paths = leaves.facts.compactMap { leaf -> String? in
            if case .real(let path, _) = leaf.kind { path } else { nil }
        }
        interrupts = DeviceInterrupts(below: paths)
        traffic = DiskTraffic(of: paths)
        obstacles = paths.compactMap { DiskTraffic.obstacle(to: $0) }
    }

    func read() -> Reading {
        Reading(interrupts: interrupts.counts(), sectors: traffic?.sectors())
    }

    /// The counts since `earlier`, the time of a run with this outcome.
    func evidence(on run: PlannedRun, _ outcome: RunOutcome, since earlier: Reading) -> DiskEvidence {
        let now = read()
        let counters = outcome.workers.reduce(into: Counters()) { $0.merge($1.counters) }
        var diskSectors: UInt64?
        if run.settings.plan.passesOnAllSectors, let after = now.sectors, let before = earlier.sectors,
            after >= before
        {
            diskSectors = after - before
        }
        return DiskEvidence(
            isPolled: run.completion == .polled, countedDisks: interrupts.disks,
            areAllCounted: interrupts.uncounted.isEmpty,
            interrupts: earlier.interrupts.flatMap { now.interrupts?.since($0) },
            disksWithoutPolling: interrupts.disksWithoutPolling(), busyDisks: traffic?.disks ?? [],
            diskSectors: diskSectors, ownSectors: counters.ios &* UInt64(run.settings.blockSectors),
            ios: counters.ios, leaves: counters.leavesReaped &- counters.requeues,
            disksWithoutCounts: traffic?.disksWithoutCounts ?? [], unknownDisks: obstacles,
            uncounted: interrupts.uncounted)
    }
}

extension StackPlan {
    /// Whether every sector of an IO is read or written once below: not so with mirrors, with paths that fail, and
    /// with targets that have no device.
    fileprivate var passesOnAllSectors: Bool {
        devices.allSatisfy { device in
            guard case .mapped(let targets) = device else { return true }
            return targets.allSatisfy { target in
                switch target.kind {
                case .linear, .remap, .striped, .delay: true
                case .mirror, .multipath, .flakey, .error, .zero: false
                }
            }
        }
    }
}
