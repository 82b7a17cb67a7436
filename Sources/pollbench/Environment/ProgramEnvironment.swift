import ArgumentParser
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
    /// The parts of the machine that are not idle.
    static func idleNotes(before plans: [Plan]) -> [String] {
        guard plans.flatMap(\.runs).contains(where: \.isWatched) else { return [] }
        let cpus = Set(plans.flatMap(\.cpus)).sorted()
        return IdleCheck(cpus: cpus, devices: plans.blockDevices).lines()
    }

    /// What is usual is what this program has seen so far.
    private static let roundTrips = RoundTrips()

    /// Begins to watch for disturbances during a run, and for CPUs that are not where they use to
    /// be.
    static func watch(_ run: PlannedRun) -> RunWatch {
        guard run.isWatched else { return RunWatch { RunWatch.Findings() } }
        let distance = roundTrips.settle(run.cpus) { Interruption.stop.isStopped }
        let machine = MachineWatch(cpus: run.cpus, isOnModels: run.isOnModels)
        let jobs = JobWatch(cpus: run.cpus, neverSleep: run.isOnModels)
        let before = machine.read()
        jobs.start()
        return RunWatch(observer: RunObserver(workloadBegins: jobs.begin, workloadEnds: jobs.end)) {
            let seen = jobs.finish()
            let after = machine.read()
            let disturbance = machine.disturbance(from: before, to: after, seen)
            return RunWatch.Findings(
                disturbance: Disturbance(joining: [disturbance, distance ?? roundTrips.look(at: run.cpus)])?
                    .description,
                blindness: machine.blindness(from: before, to: after, seen))
        }
    }
}

extension PlannedRun {
    /// Shorter runs are trials and marked so: they neither wait for an idle machine nor are repeated. What this machine
    /// does is nothing to a run on a described one.
    var isWatched: Bool { machine == nil && runtimeNanoseconds >= 1_000_000_000 }
}
