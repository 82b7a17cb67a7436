import BlockLayer
import Harness
import Results
import Units

/// The rows of an execution, and the notes at its end.
struct RunReport {
    private var numberedRows: [(number: Int, row: CellRow)] = []
    var latencies = LatencyHistograms()
    private var firstFailure: String?
    private var failedRuns = 0
    private var notes: [String] = []
    private var changes = StackChanges()
    private var checkedSectors: UInt64 = 0
    private var unstampedSectors: UInt64 = 0
    private var firstUnstampedSector: UInt64?

    /// Whether IOs or whole runs failed.
    var hasFailures: Bool { firstFailure != nil || failedRuns > 0 }

    /// More failed runs than this are no accident.
    private static let mostFailedRuns = 10

    /// Counts a run that could not be done, and says whether the next one may be tried.
    mutating func mayGoOn(after error: HarnessError) -> Bool {
        failedRuns += 1
        if case .environment = error { return failedRuns < Self.mostFailedRuns }
        return false
    }

    /// Takes over a row of an earlier run.
    mutating func add(_ row: CellRow, number: Int) {
        numberedRows.append((number, row))
    }

    /// Above those of all rows that are there.
    var nextNumber: Int { (numberedRows.map(\.number).max() ?? -1) + 1 }

    /// The rows as the runs were asked for: the order in which they ran is random.
    var rows: [CellRow] {
        numberedRows.sorted { ($0.number, $0.row.round) < ($1.number, $1.row.round) }.map(\.row)
    }

    /// - Parameter number: the run's place among all runs of the command.
    mutating func add(_ row: CellRow, number: Int, _ measured: CellMeasurement) {
        numberedRows.append((number, row))
        checkedSectors &+= measured.totals.checkedSectors
        unstampedSectors &+= measured.totals.unstampedSectors
        firstUnstampedSector = [firstUnstampedSector, measured.totals.firstUnstampedSector].compactMap(\.self)
            .min()
        if firstFailure == nil, let error = measured.trust.firstError {
            firstFailure = "\(row.cellID): \(error)"
        }
        if let note = row.note, !notes.contains(note) { notes.append(note) }
        changes.merge(measured.changes)
    }

    /// Lines for stderr.
    func notes(verifies: Bool) -> [String] {
        let first = [verifies ? verifyNote : nil, changesNote].compactMap(\.self)
        return first + notes + [NoiseFloor(rows).text, firstFailure].compactMap(\.self)
    }

    private var changesNote: String? {
        if changes.reloads + changes.resets == 0 { return nil }
        let resets = changes.resets == 0 ? "" : ", controllers were reset \(changes.resets) times"
        let longest = Nanoseconds(nanoseconds: changes.longestNanoseconds)
        return "tables were reloaded \(changes.reloads) times\(resets); the longest change took \(longest)"
    }

    private var verifyNote: String {
        let all = checkedSectors &+ unstampedSectors
        if checkedSectors == 0 && unstampedSectors > 0 {
            return "verify: none of the \(all) sectors read carried a stamp: "
                + "add --allow-writes to stamp the device first"
        }
        let unstamped = firstUnstampedSector.map {
            ", \(unstampedSectors) carried no stamp, the first of them sector \($0)"
        }
        return "verify: \(checkedSectors) sectors were right" + (unstamped ?? "")
    }
}
