import Harness
import Units

/// One line on stderr that says how far the runs are; on a terminal only.
struct Progress {
    private let line = TerminalLine()
    private let runCount: Int
    private var done = 0
    /// The time of the runs to come, without setting up.
    private var plannedNanoseconds: UInt64
    private var plannedDone: UInt64 = 0
    private let began = ContinuousClock.now
    private var lastRate = ""

    init(_ plans: [Plan]) {
        runCount = plans.runCount
        plannedNanoseconds = plans.totalNanoseconds
    }

    /// - Parameter run: the one that begins.
    func show(_ run: PlannedRun) {
        let left = TerminalLine.clock(secondsLeft)
        line.show("cell \(done + 1) of \(runCount), \(left) left\(lastRate): \(run.name)")
    }

    /// - Parameter iops: the rate of the run.
    mutating func advance(_ run: PlannedRun, iops: Double?) {
        skip(run)
        plannedDone += run.nanoseconds
        lastRate = iops.map { ", last \(Rate(perSecond: $0))" } ?? ""
    }

    /// Counts a run that was done before.
    mutating func skip(_ run: PlannedRun) {
        done += 1
        plannedNanoseconds -= min(plannedNanoseconds, run.nanoseconds)
    }

    func clear() { line.clear() }

    /// The planned time, scaled by the ratio of actual to planned time so far.
    private var secondsLeft: Double {
        let elapsed = (ContinuousClock.now - began) / .seconds(1)
        let stretch = plannedDone > 0 ? max(1, elapsed * 1e9 / Double(plannedDone)) : 1
        return Double(plannedNanoseconds) / 1e9 * stretch
    }
}
