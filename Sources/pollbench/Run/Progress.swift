import Foundation

/// One line on stderr that says how far the runs are; on a terminal only.
struct Progress {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let runCount: Int
    private let totalNanoseconds: UInt64
    private var done = 0

    init(_ plans: [RunPlan]) {
        runCount = RunPlan.runCount(of: plans)
        totalNanoseconds = RunPlan.totalNanoseconds(of: plans)
    }

    func show() {
        let left = Double(totalNanoseconds) * Double(runCount - done) / Double(max(runCount, 1))
        let seconds = UInt64((left / 1e9).rounded(.up))
        write("\r\u{1b}[Kcell \(done + 1) of \(runCount), \(seconds) s left")
    }

    mutating func advance() {
        done += 1
    }

    func clear() {
        write("\r\u{1b}[K")
    }

    private func write(_ text: String) {
        guard isShown else { return }
        FileHandle.standardError.write(Data(text.utf8))
    }
}
