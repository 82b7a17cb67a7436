import BlockLayer
import Foundation
import Harness
import Results

/// Makes rows of `cells.csv` from measurements.
struct RowMaker {
    private let command = CommandText.ofThisProcess
    private let runID: String
    private let host = HostName.ofThisMachine
    /// The record of the environment that rows are measured in, see ``CellRow/environment``.
    var environment: String?

    init() {
        let start = UTCTime.now().description.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
        runID = "\(start)-" + String(UInt32.random(in: 0 ... .max), radix: 16)
    }

    func row(
        _ run: PlannedRun, round: Int, began: UTCTime, _ measured: CellMeasurement
    ) -> CellRow {
        var row = Self.asked(of: run)
        row.time = began
        row.commit = ProcessInfo.processInfo.environment["POLLBENCH_COMMIT"]
        row.runID = runID
        row.cellID = run.name
        row.round = round
        row.command = command
        row.environment = environment
        row.host = host
        setRates(measured, run, in: &row)
        setLatency(measured, in: &row)
        setCosts(measured, in: &row)
        if run.machine == nil { setHostCosts(measured, run.cell.sampling, in: &row) }
        if !run.design.isKernel { setTracking(measured, in: &row) }
        row.valid = measured.trust.invalidReason == nil
        row.invalidReason = measured.trust.invalidReason
        let notes = [run.placementNote, measured.trust.note].compactMap(\.self)
        row.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
        return row
    }

    /// The distributions that go into `histograms.csv`.
    static func histograms(_ measured: CellMeasurement) -> [CellHistogram] {
        [(CellHistogram.Metric.latency, measured.totals.latency), (.lag, measured.totals.lag)].compactMap {
            metric, summary in
            summary.map { summary in
                CellHistogram(metric, counts: summary.buckets.map { ($0.nanoseconds, $0.count) })
            }
        }
    }

    /// A row with the settings of a run and no measurements.
    ///
    /// - Precondition: the schema has a column for each setting, as a test makes sure.
    static func asked(of run: PlannedRun) -> CellRow {
        run.columns.reduce(into: CellRow()) { row, setting in
            let (column, text) = setting
            precondition(row.set(column, to: text), "the schema has no column \(column) for \(text)")
        }
    }

    private func setRates(_ measured: CellMeasurement, _ run: PlannedRun, in row: inout CellRow) {
        row.ios = measured.totals.ios
        row.errors = measured.totals.errors
        row.iops = measured.totals.iops
        row.bandwidthBytesPerSecond = measured.totals.iops.map { $0 * Double(run.cell.blockBytes) }
    }

    private func setLatency(_ measured: CellMeasurement, in row: inout CellRow) {
        if let latency = measured.totals.latency {
            row.latencyMeanNanoseconds = latency.meanNanoseconds
            row.latencyStddevNanoseconds = latency.stddevNanoseconds
            row.latencyMinNanoseconds = latency.minNanoseconds
            row.latencyP50Nanoseconds = latency.percentile(50)
            row.latencyP90Nanoseconds = latency.percentile(90)
            row.latencyP95Nanoseconds = latency.percentile(95)
            row.latencyP99Nanoseconds = latency.percentile(99)
            row.latencyP999Nanoseconds = latency.percentile(99.9)
            row.latencyP9999Nanoseconds = latency.percentile(99.99)
            row.latencyP99999Nanoseconds = latency.percentile(99.999)
            row.latencyMaxNanoseconds = latency.maxNanoseconds
        }
        row.lagP50Nanoseconds = measured.totals.lag?.percentile(50)
        row.lagP99Nanoseconds = measured.totals.lag?.percentile(99)
        row.lagMaxNanoseconds = measured.totals.lag?.maxNanoseconds
    }

    /// What the system and its clock say of the threads: nothing, where virtual CPUs run.
    private func setHostCosts(_ measured: CellMeasurement, _ sampling: LatencySampling, in row: inout CellRow)
    {
        row.cpuUserNanosecondsPerIO = measured.totals.perIO(measured.totals.userNanoseconds)
        row.cpuSystemNanosecondsPerIO = measured.totals.perIO(measured.totals.systemNanoseconds)
        row.contextSwitchesPerIO = measured.totals.perIO(measured.totals.contextSwitches)
        row.measurementOverheadNanoseconds = SampleCost.nanoseconds(sampling)
    }

    private func setCosts(_ measured: CellMeasurement, in row: inout CellRow) {
        let counters = measured.totals.counters
        row.syscallsPerIO = measured.totals.perIO(counters.systemCalls)
        row.interruptsPerIO = measured.interruptsPerIO
        row.polledFraction = measured.polledFraction
        row.pollCallsPerIO = measured.totals.perIO(counters.pollCalls)
    }

    /// What goes on below the top device: of the kernel it cannot be seen.
    private func setTracking(_ measured: CellMeasurement, in row: inout CellRow) {
        let counters = measured.totals.counters
        row.leavesPerIO = measured.totals.perIO(counters.leavesSubmitted)
        row.unpolledLeavesPerIO = measured.totals.perIO(counters.unpolledLeaves)
        row.queuePollsPerIO = measured.totals.perIO(counters.queuePolls)
        row.emptyQueuePollsPerIO = measured.totals.perIO(counters.emptyQueuePolls)
        row.foreignCompletionsPerIO = measured.totals.perIO(counters.foreignCompletions)
        row.lockWaitsPerIO = measured.totals.perIO(counters.lockWaits)
        row.busySkipsPerIO = measured.totals.perIO(counters.busySkips)
        row.lingeringClonesMax = counters.lingeringMax
        row.stateBytesPerRoot = measured.stateBytesPerRoot
        row.stateBytesPerClone = measured.stateBytesPerClone
        row.stateBytesPerTable = measured.stateBytesPerTable.needed
        row.statePaddingBytesPerTable = measured.stateBytesPerTable.padding
    }
}
