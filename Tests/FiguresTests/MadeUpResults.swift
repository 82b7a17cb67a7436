import Foundation
import Results

@testable import Figures

/// Rows as runs write them, of what a test needs.
enum MadeUpResults {
    /// A row that counts; `change` makes it what it shall be.
    static func row(
        _ design: String, setting: String = "s/randread", round: Int = 1, iops: Double = 1000,
        _ change: (inout CellRow) -> Void = { _ in }
    ) -> CellRow {
        var row = CellRow()
        row.cellID = "\(setting)-\(design)"
        row.stackName = setting.split(separator: "/").first.map(String.init)
        // Settings of different names are different ones.
        row.table = setting
        row.design = design
        row.round = round
        row.stack = "linear"
        row.completion = "polled"
        row.rw = "randread"
        row.bsBytes = 4096
        row.iodepth = 1
        row.numjobs = 1
        row.pollQueues = 1
        row.threadsPerQueue = 1
        row.iops = iops
        row.leavesPerIO = 1
        row.latencyP50Nanoseconds = 10_000
        row.latencyP90Nanoseconds = 20_000
        row.latencyP99Nanoseconds = 40_000
        row.lagP50Nanoseconds = 300
        row.lagP99Nanoseconds = 900
        row.cpuUserNanosecondsPerIO = 300
        row.cpuSystemNanosecondsPerIO = 20
        row.emptyQueuePollsPerIO = 2
        row.lockWaitsPerIO = 0.1
        row.command = "pollbench run --table '0 8 linear model:0 0'"
        change(&row)
        return row
    }

    /// Rounds of a cell: the rate and what differs by a part of it.
    static func rounds(
        _ design: String, setting: String = "s/randread", count: Int = 9, iops: Double,
        spread: Double = 0.01, _ change: (inout CellRow) -> Void = { _ in }
    ) -> [CellRow] {
        (1...count).map { round in
            let part = Double(round) / Double(count) - 0.5
            return row(design, setting: setting, round: round, iops: iops * (1 + spread * part), change)
        }
    }

    /// All designs over depths, jobs, queues and leaves: what every kind of figure needs.
    static func everything(designs: [String] = DesignStyle.names, rounds count: Int = 3) -> [CellRow] {
        let settings = [(1, 1, 1, 1), (8, 1, 1, 1), (32, 1, 1, 1), (1, 2, 2, 1), (1, 2, 1, 1), (1, 1, 1, 2)]
        return settings.flatMap { depth, jobs, queues, leaves in
            designs.enumerated().flatMap { place, design in
                rounds(
                    design,
                    setting: "leaves-\(leaves)/randread-iodepth\(depth)-numjobs\(jobs)-queues\(queues)",
                    count: count, iops: Double(1000 * depth * (place + 1))
                ) { row in
                    row.iodepth = depth
                    row.numjobs = jobs
                    row.pollQueues = queues
                    row.threadsPerQueue = Double(jobs) / Double(queues)
                    row.leavesPerIO = Double(leaves)
                    row.table = "table of \(leaves)"
                }
            }
        }
    }
}

/// A folder of its own, which is removed at the end of the body.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "figures-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

/// Whether figures can be drawn here.
let hasGnuplot = (try? Gnuplot()) != nil
