import Harness
import Results

/// What a run of the command has to say at its end.
struct RunReport {
    private(set) var rows: [CellRow] = []
    private var firstFailure: String?
    private var checkedSectors: UInt64 = 0
    private var unstampedSectors: UInt64 = 0

    var hasFailedIOs: Bool { firstFailure != nil }

    mutating func add(_ row: CellRow, _ measured: CellMeasurement) {
        rows.append(row)
        checkedSectors &+= measured.checkedSectors
        unstampedSectors &+= measured.unstampedSectors
        if firstFailure == nil, let error = measured.firstError {
            firstFailure = "\(row.cellID): \(error)"
        }
    }

    /// Lines for stderr.
    func notes(verifies: Bool) -> [String] {
        [verifies ? verifyNote : nil, firstFailure].compactMap(\.self)
    }

    private var verifyNote: String {
        let all = checkedSectors &+ unstampedSectors
        if checkedSectors == 0 && unstampedSectors > 0 {
            return "verify: none of the \(all) sectors read carried a stamp: "
                + "add --allow-writes to stamp the device first"
        }
        let unstamped = unstampedSectors > 0 ? ", \(unstampedSectors) carried no stamp" : ""
        return "verify: \(checkedSectors) sectors were right\(unstamped)"
    }
}
