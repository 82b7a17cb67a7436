import Harness
import Units

/// What a session will do and how long it takes; outlives the session.
struct RunPlan {
    let runCount: Int
    let totalNanoseconds: UInt64
    private let names: [String]
    private let queueLines: [String]

    init(_ session: Session, prefix: String) {
        runCount = session.runCount
        totalNanoseconds = session.totalNanoseconds
        names = session.runs.map { prefix + $0.name }
        queueLines = session.queueLines
    }

    /// What a dry run prints: a line for each design in each cell, the queues of real devices, then the time.
    static func text(of plans: [RunPlan]) -> String {
        let lines = plans.flatMap { $0.names + $0.queueLines }.map { $0.printable + "\n" }.joined()
        let cells = plans.reduce(0) { $0 + $1.names.count }
        let rounds = cells == 0 ? 0 : runCount(of: plans) / cells
        let seconds = Nanoseconds(nanoseconds: totalNanoseconds(of: plans))
        return lines + "\(cells) cells, \(rounds) rounds, \(runCount(of: plans)) runs: \(seconds)\n"
    }

    static func runCount(of plans: [RunPlan]) -> Int { plans.reduce(0) { $0 + $1.runCount } }

    static func totalNanoseconds(of plans: [RunPlan]) -> UInt64 {
        plans.reduce(0) { sum, plan in
            let (total, overflow) = sum.addingReportingOverflow(plan.totalNanoseconds)
            return overflow ? .max : total
        }
    }
}
