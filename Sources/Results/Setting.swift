/// Everything that was asked of the designs, and the cells of the designs that did it.
public struct Setting: Sendable {
    /// The name of the setting: that of its cells without the design.
    public let id: String
    /// The difference from the other settings, `leaves-8, iodepth 16`; empty if there is no other.
    public let label: String
    /// A row that was asked for it; its design says nothing.
    public let asked: CellRow
    /// In the order of the results.
    public let cells: [CellSummary]

    /// The ensemble of the setting: settings that differ in the parameter set of a described machine alone are of one.
    var ensembleID: String { CellRow.ensembleID(ofSetting: id) }

    /// Groups cells, in the order in which settings first appear.
    public static func all(of cells: [CellSummary]) -> [Setting] {
        let found = cells.orderedGroups(by: \.settingID).map { id, cells in
            // A design that waits for interrupts may have been asked for other queues.
            let usual = cells.first { $0.asked.completion != "interrupt" } ?? cells[0]
            return (id: id, asked: usual.asked, cells: cells)
        }
        let labels = SettingLabels(found.map(\.asked))
        return found.map {
            Setting(id: $0.id, label: labels.label(of: $0.asked), asked: $0.asked, cells: $0.cells)
        }
    }
}
