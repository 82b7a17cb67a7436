/// Short names for settings: only the differences between them.
public struct SettingLabels: Sendable {
    private let differing: [AskedValue]
    /// What all settings share, by comma; empty if they share nothing.
    public let shared: String

    /// - Parameter rows: a row of each setting.
    public init(_ rows: [CellRow]) {
        var differing = Self.values.filter { value in Set(rows.map(value.text)).count > 1 }
        // Blocks that grow with the number of legs follow from the stack.
        let withoutSize = differing.filter { $0.name != "bs" }
        if Self.tellsApart(rows, withoutSize) { differing = withoutSize }
        self.differing = differing + AskedValue.telling(rows, beside: differing)
        shared = AskedValue.shared(by: rows)
    }

    /// `leaves-8, iodepth 16`; empty if there is but one setting.
    public func label(of row: CellRow) -> String {
        differing.compactMap { value in
            let text = value.text(row)
            return text.isEmpty ? nil : value.prefix + text
        }
        .joined(separator: ", ")
    }

    /// A stack goes by the name that its matrix gave it. Designs alone decide about completion.
    private static let values =
        [AskedValue("stack") { $0.stackName ?? $0.stack }]
        + AskedValue.all.filter { !["stack", "completion"].contains($0.name) }

    private static func tellsApart(_ rows: [CellRow], _ values: [AskedValue]) -> Bool {
        AskedValue.distinct(rows, values) == rows.count
    }
}
