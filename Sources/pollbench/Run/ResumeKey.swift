import Harness
import Results

/// The identity of a run in a matrix: a cell with a design, in a round.
struct ResumeKey: Hashable {
    private let cell: String
    private let round: Int

    init(_ row: CellRow) {
        cell = row.cellID
        round = row.round
    }

    init(_ run: PlannedRun, _ round: Int) {
        cell = run.name
        self.round = round
    }
}
