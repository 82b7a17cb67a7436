import BlockDevices
import BlockLayer
import Harness
import Units

extension Nanoseconds {
    /// The time that runs take, with the part of it that is virtual in words of its own.
    static func text(ofRuns all: UInt64, virtual: UInt64) -> String {
        let real = Nanoseconds(nanoseconds: all - virtual)
        let virtualText = "\(Nanoseconds(nanoseconds: virtual)) of virtual time"
        return virtual == 0 ? "\(real)" : real.nanoseconds == 0 ? virtualText : "\(real) and \(virtualText)"
    }
}

extension [Plan] {
    /// The text of a dry run: a line per design and cell, the queues of real devices, then the time.
    var dryRunText: String {
        let lines = flatMap { $0.runs.map(\.name) + $0.queueLines }.map { $0.printable + "\n" }.joined()
        let counts = [
            Self.counted(reduce(0) { $0 + $1.runs.count }, "cell"),
            Self.counted(map(\.rounds.count).max() ?? 0, "round"), Self.counted(runCount, "run"),
        ]
        let stamping =
            contains(where: \.stampsFirst) ? ", plus the time to stamp the devices once" : ""
        return lines + "\(counts.joined(separator: ", ")): \(times)\(stamping)\n"
    }

    /// The time of this machine, and that of described ones.
    private var times: String {
        let virtual = reduce(UInt64(0)) { $0.addingSaturated($1.virtualNanoseconds) }
        return Nanoseconds.text(ofRuns: totalNanoseconds, virtual: virtual)
    }

    /// The runs in all rounds.
    var runCount: Int { reduce(0) { $0 + $1.runCount } }

    /// The time of all runs, without setting up.
    var totalNanoseconds: UInt64 {
        reduce(0) { $0.addingSaturated($1.totalNanoseconds) }
    }

    /// The disks that the runs use, by name.
    var blockDevices: [BlockDevice] {
        Set(flatMap(\.blockDevices)).sorted { $0.name < $1.name }
    }

    /// `1 cell`, `2 cells`.
    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
