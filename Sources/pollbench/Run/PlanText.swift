import Harness
import Units

/// What a dry run prints: a line for each design in each cell, the queues of real devices, then the time.
enum PlanText {
    static func text(of session: Session) -> String {
        let lines = (session.runs.map(\.name) + session.queueLines).map { $0.printable + "\n" }.joined()
        let counts = [
            counted(session.runs.count, "cell"), counted(session.rounds, "round"),
            counted(session.runCount, "run"),
        ]
        let stamping = session.stampsFirst ? ", and what it takes to stamp the devices before each run" : ""
        let time = Nanoseconds(nanoseconds: session.totalNanoseconds)
        return lines + "\(counts.joined(separator: ", ")): \(time)\(stamping)\n"
    }

    /// `1 cell`, `2 cells`.
    static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
