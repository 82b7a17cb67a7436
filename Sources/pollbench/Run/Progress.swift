import Foundation
import Harness
import Units

/// One line on stderr that says how far the runs are; on a terminal only.
struct Progress {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let runCount: Int
    private var done = 0
    /// What the runs to come take, without what setting them up costs.
    private var plannedNanoseconds: UInt64
    private var plannedDone: UInt64 = 0
    private let began = ContinuousClock.now
    private var lastRate = ""

    init(_ plans: [RunPlan]) {
        runCount = RunPlan.runCount(of: plans)
        plannedNanoseconds = RunPlan.totalNanoseconds(of: plans)
    }

    /// - Parameter run: the one that begins.
    func show(_ run: PlannedRun) {
        let text = "cell \(done + 1) of \(runCount), \(Self.clock(secondsLeft)) left\(lastRate): \(run.name)"
        write("\r\u{1b}[K" + text.printable.prefix(Self.columns - 1))
    }

    /// - Parameter iops: what the run came to.
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

    func clear() {
        write("\r\u{1b}[K")
    }

    /// What is planned, stretched as what is done was.
    private var secondsLeft: Double {
        let elapsed = (ContinuousClock.now - began) / .seconds(1)
        let stretch = plannedDone > 0 ? max(1, elapsed * 1e9 / Double(plannedDone)) : 1
        return Double(plannedNanoseconds) / 1e9 * stretch
    }

    /// `4:05`, `1:00:09`.
    private static func clock(_ seconds: Double) -> String {
        let whole = UInt64(min(seconds, 1e12).rounded(.up))
        let minutes = String(format: "%02d:%02d", Int(whole / 60 % 60), Int(whole % 60))
        let text = whole >= 3600 ? "\(whole / 3600):\(minutes)" : minutes
        return text.hasPrefix("0") ? String(text.dropFirst()) : text
    }

    /// A line that wraps could not be taken back.
    private static var columns: Int {
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20
        return isKnown ? Int(size.ws_col) : 80
    }

    private func write(_ text: String) {
        guard isShown else { return }
        FileHandle.standardError.write(Data(text.utf8))
    }
}
