import BlockDevices
import Harness
import Units

/// What a session will do and how long it takes; outlives the session.
struct RunPlan {
    let runCount: Int
    let totalNanoseconds: UInt64
    /// The disks that it uses, and the CPUs.
    let blockDevices: [BlockDevice]
    let cpus: [Int]
    /// Whether a run is long enough to be watched.
    let isWatched: Bool
    private let names: [String]
    private let queueLines: [String]
    private let rounds: Int
    private let stampsFirst: Bool

    init(_ session: Session) {
        runCount = session.runCount
        totalNanoseconds = session.totalNanoseconds
        blockDevices = session.blockDevices
        cpus = session.cpus
        isWatched = session.runs.contains(where: \.isWatched)
        names = session.runs.map(\.name)
        queueLines = session.queueLines
        rounds = session.rounds.count
        stampsFirst = session.stampsFirst
    }

    /// What a dry run prints: a line for each design in each cell, the queues of real devices, then the time.
    static func text(of plans: [RunPlan]) -> String {
        let lines = plans.flatMap { $0.names + $0.queueLines }.map { $0.printable + "\n" }.joined()
        let counts = [
            counted(plans.reduce(0) { $0 + $1.names.count }, "cell"),
            counted(plans.map(\.rounds).max() ?? 0, "round"), counted(runCount(of: plans), "run"),
        ]
        let time = Nanoseconds(nanoseconds: totalNanoseconds(of: plans))
        let stamping =
            plans.contains(where: \.stampsFirst)
            ? ", and what it takes to stamp the devices once" : ""
        return lines + "\(counts.joined(separator: ", ")): \(time)\(stamping)\n"
    }

    static func runCount(of plans: [RunPlan]) -> Int { plans.reduce(0) { $0 + $1.runCount } }

    static func totalNanoseconds(of plans: [RunPlan]) -> UInt64 {
        plans.reduce(0) { sum, plan in
            let (total, overflow) = sum.addingReportingOverflow(plan.totalNanoseconds)
            return overflow ? .max : total
        }
    }

    /// `1 cell`, `2 cells`.
    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
