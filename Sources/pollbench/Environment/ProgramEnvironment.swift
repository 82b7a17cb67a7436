import BlockDevices
import BlockLayer
import Environment
import Foundation
import Harness
import Results

extension EnvironmentRecord {
    /// This machine with these devices, and this program.
    static func ofThisProgram(devices: [BlockDevice]) -> EnvironmentRecord {
        let clock = ClockChoice.ofThisMachine
        let software = SoftwareRecord.current(
            pollbench: Pollbench.configuration.version,
            commit: ProcessInfo.processInfo.environment["POLLBENCH_COMMIT"])
        return .current(
            devices: devices, time: UTCTime.now().description, software: software,
            clock: DataPlaneClock(
                name: clock.name, reason: clock.reason,
                ticksPerSecond: TickRate.ofThisMachine.ticksPerSecond))
    }
}

/// The environment of runs: looked at before they start and while they go on.
enum RunEnvironment {
    /// What is not idle.
    static func idleNotes(before plans: [RunPlan]) -> [String] {
        guard plans.contains(where: \.isWatched) else { return [] }
        let cpus = Set(plans.flatMap(\.cpus)).sorted()
        return IdleCheck(cpus: cpus, devices: devices(of: plans)).lines()
    }

    /// The disks that runs use.
    static func devices(of plans: [RunPlan]) -> [BlockDevice] {
        Set(plans.flatMap(\.blockDevices)).sorted { $0.name < $1.name }
    }

    /// What is usual is what this program has seen so far.
    private static let roundTrips = RoundTrips()

    /// Whether somebody else came in between while a run went on, or its CPUs are not where they use to be.
    static func watch(_ run: PlannedRun) -> () -> String? {
        guard run.isWatched else { return { nil } }
        let distance = roundTrips.settle(run.cpus)
        let watch = MachineWatch(cpus: run.cpus)
        let before = watch.read()
        return {
            let disturbance = watch.disturbance(since: before)
            return Disturbance(joining: [disturbance, distance ?? roundTrips.look(at: run.cpus)])?.description
        }
    }
}

extension PlannedRun {
    /// Shorter runs are tries, whose rows say so: nobody waits for an idle machine or repeats them.
    var isWatched: Bool { runtimeNanoseconds >= 1_000_000_000 }
}
