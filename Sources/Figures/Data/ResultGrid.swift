import Foundation
import Results

/// The cells of results by design and setting: what figures and reports are made from.
struct ResultGrid: Sendable {
    /// In the order of legends.
    let designs: [String]
    /// In the order of their labels.
    let settings: [Setting]
    /// What all settings share, in words.
    let shared: String
    let cells: [CellSummary]
    private let places: [Key: Int]
    private let work: [String: WorkDone]

    private struct Key: Hashable {
        let design: String
        let setting: String
    }

    init(_ rows: [CellRow]) {
        let cells = CellSummary.summaries(of: rows)
        var seen: Set<String> = []
        designs = DesignStyle.ordered(cells.map(\.asked.design).filter { seen.insert($0).inserted })
        // Rows come in the random order in which they were measured.
        settings = Setting.all(of: cells).sorted {
            $0.label.compare($1.label, options: .numeric) == .orderedAscending
        }
        shared = SettingLabels(settings.map(\.asked)).shared
        self.cells = cells
        work = Dictionary(grouping: cells, by: \.settingID).mapValues { WorkDone(of: $0) }
        places = Dictionary(
            cells.enumerated().map { (Key(design: $1.asked.design, setting: $1.settingID), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Whether a cell kept as many IOs in flight as the others of its setting.
    func didTheWork(_ cell: CellSummary) -> Bool { work[cell.settingID]?.isAsAsked(cell) ?? true }

    subscript(design: String, setting: Setting) -> CellSummary? {
        places[Key(design: design, setting: setting.id)].map { cells[$0] }
    }

    /// The rows of all cells, setting by setting in the order of legends.
    var rows: [CellRow] { settings.flatMap(cells(of:)).flatMap(\.rounds) }

    /// The cells of a setting in the order of legends.
    func cells(of setting: Setting) -> [CellSummary] { designs.compactMap { self[$0, setting] } }

    /// The default baseline: of the designs that are in the most settings the reference, the kernel, or the oldest.
    var usualBaseline: String? {
        let counts = designs.map { design in settings.count { self[design, $0] != nil } }
        let most = counts.max()
        let candidates = zip(designs, counts).filter { $0.1 == most }.map(\.0)
        return ["interrupt", "kernel"].first(where: candidates.contains) ?? candidates.first
    }
}
