import BlockLayer

/// A design that cannot run in some cells of a stack, for one reason.
public struct SkippedDesign: Equatable, Sendable {
    /// What a matrix calls the stack.
    public let stack: String?
    public let design: String
    public let reason: String
    /// The cells' names.
    public internal(set) var cells: [String]
    public internal(set) var runsInOtherCells: Bool

    func isOf(_ design: Design, _ stack: SessionStack) -> Bool {
        self.design == design.card.name && self.stack == stack.planner.request.name
    }

    /// For people: `design kernel is left out: it maps block devices only`.
    public var text: String {
        let place = stack.map { " of stack \($0)" } ?? ""
        guard runsInOtherCells else { return "design \(design) is left out\(place): \(reason)" }
        let more = cells.count > 1 ? " and \(cells.count - 1) more" : ""
        return "design \(design) is left out of \(stack.map { $0 + "/" } ?? "")\(cells[0])\(more): \(reason)"
    }
}
