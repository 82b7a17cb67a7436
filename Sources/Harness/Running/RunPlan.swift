import BlockLayer

/// The runs of a session as they are gathered.
struct RunPlan {
    private(set) var runs: [PlannedRun] = []
    private(set) var skipped: [SkippedDesign] = []
    private var names: Set<String> = []

    /// Adds a design in a cell, or notes why it cannot run there. Where a setting does not count, cells come to the
    /// same: these run once.
    mutating func add(_ design: Design, _ cell: CellSettings, _ planner: Planner) throws(HarnessError) {
        if let reason = planner.obstacle(to: design, in: cell) {
            skip(design.card.name, cell, reason)
            return
        }
        let run = try planner.run(design, cell, number: runs.count)
        for index in skipped.indices where skipped[index].design == design.card.name {
            skipped[index].runsInOtherCells = true
        }
        if names.insert(run.name).inserted { runs.append(run) }
    }

    private mutating func skip(_ design: String, _ cell: CellSettings, _ reason: String) {
        if let known = skipped.firstIndex(where: { $0.design == design && $0.reason == reason }) {
            skipped[known].cells.append(cell.name)
        } else {
            let runs = runs.contains { $0.design.card.name == design }
            skipped.append(
                SkippedDesign(design: design, reason: reason, cells: [cell.name], runsInOtherCells: runs))
        }
    }
}

/// A design that cannot run in some cells, for one reason.
public struct SkippedDesign: Equatable, Sendable {
    public let design: String
    public let reason: String
    /// The cells' names.
    public internal(set) var cells: [String]
    public internal(set) var runsInOtherCells: Bool

    /// For people: `design interrupt is left out: model devices have no interrupts`.
    public var text: String {
        guard runsInOtherCells else { return "design \(design) is left out: \(reason)" }
        let more = cells.count > 1 ? " and \(cells.count - 1) more" : ""
        return "design \(design) is left out of \(cells[0])\(more): \(reason)"
    }
}
