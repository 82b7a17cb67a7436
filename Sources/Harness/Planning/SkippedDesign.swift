import BlockLayer

/// A design that cannot run in some cells of a stack, for one reason.
public struct SkippedDesign: Equatable, Sendable {
    /// What a matrix calls the stack.
    public let stack: String?
    public let design: String
    public let reason: Message
    /// The cells' names.
    public internal(set) var cells: [String]
    public internal(set) var runsInOtherCells: Bool

    func isOf(_ design: CatalogueDesign, _ stack: PlannedStack) -> Bool {
        self.design == design.card.name && self.stack == stack.request.name
    }

    /// Lines for people, one for each reason: `design kernel is left out: it maps block devices only`.
    static func texts(of skipped: [SkippedDesign]) -> [Message] {
        let groups = Dictionary(grouping: skipped, by: \.group)
        return skipped.map(\.group).uniqued().compactMap { groups[$0].map(text) }
    }

    private var group: Group { Group(reason: reason, isPartial: runsInOtherCells) }

    private struct Group: Hashable {
        let reason: Message
        let isPartial: Bool
    }

    /// - Parameter group: of one reason.
    private static func text(of group: [SkippedDesign]) -> Message {
        let designs = group.map(\.design).uniqued()
        let stacks = group.compactMap(\.stack).uniqued()
        let subject =
            designs.count == 1 ? "design \(designs[0]) is" : "designs \(designs.joined(separator: ", ")) are"
        let cells = group.flatMap(\.cells).uniqued()
        let more = cells.count > 1 ? " and \(cells.count - 1) more" : ""
        let cell = group[0].runsInOtherCells ? " of \(cells[0])\(more)" : ""
        let stack = stacks.isEmpty ? "" : (cell.isEmpty ? " of " : " on ") + stacks.joined(separator: ", ")
        return "\(subject) left out\(cell)\(stack): \(group[0].reason)"
    }
}
