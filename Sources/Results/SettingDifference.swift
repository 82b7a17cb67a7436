/// A setting in which rounds differ that should have been asked for the same.
public struct SettingDifference: Sendable {
    /// Rounds, and whose they are, for the text: `the base`.
    public typealias Side = (name: String, rows: [CellRow])

    /// `` `model_service` differs: 8us and 4us``
    public let text: String

    /// The first such setting; nil if there is none, or one side has no rounds.
    ///
    /// - Parameters:
    ///   - columns: the settings that count.
    ///   - isOneMatrix: whether both sides ran the same matrix, word for word. Then what the rows of an earlier version
    ///     cannot say is the same.
    public init?(
        _ one: Side, _ other: Side, in columns: [CellRow.Column] = CellRow.settings, isOneMatrix: Bool = false
    ) {
        guard !one.rows.isEmpty, !other.rows.isEmpty else { return nil }
        let texts = columns.lazy.compactMap {
            Self.within(one, $0) ?? Self.within(other, $0) ?? Self.between(one, other, $0, isOneMatrix)
        }
        guard let text = texts.first else { return nil }
        self.text = text
    }

    /// The hosts of measured rows, which are different machines; nil if no two rows name different ones.
    public init?(ofHosts rows: [CellRow]) {
        let hosts = Set(rows.compactMap(\.measuringHost)).sorted()
        guard hosts.count > 1 else { return nil }
        text = "`host` differs: \(hosts[0]) and \(hosts[1])"
    }

    private static func within(_ side: Side, _ column: CellRow.Column) -> String? {
        guard let first = side.rows.first(where: column.isKnown),
            let other = side.rows.first(where: { column.isKnown(of: $0) && !column.isSame(first, $0) })
        else { return nil }
        return "`\(column.name)` differs between rounds of \(side.name): \(column.values(first, other))"
    }

    private static func between(
        _ one: Side, _ other: Side, _ column: CellRow.Column, _ isOneMatrix: Bool
    ) -> String? {
        switch (one.rows.first(where: column.isKnown), other.rows.first(where: column.isKnown)) {
        case (let left?, let right?):
            return column.isSame(left, right)
                ? nil : "`\(column.name)` differs: \(column.values(left, right))"
        case (nil, let known?), (let known?, nil):
            let silent = one.rows.contains(where: column.isKnown) ? other.name : one.name
            return isOneMatrix || column.field(known).isEmpty
                ? nil : "`\(column.name)` is \(column.field(known)), and that of \(silent) is not known"
        case (nil, nil): return nil
        }
    }
}

extension CellRow.Column {
    /// The values of two rows that differ, `8us and 4us`; of long ones that part in which they do.
    fileprivate func values(_ one: CellRow, _ other: CellRow) -> String {
        let texts = [one, other].map { field($0).replacing("\n", with: "; ") }
        let common = zip(texts[0], texts[1]).prefix { $0 == $1 }.count
        return texts.map { $0.isEmpty ? "none" : Self.excerpt($0, around: common) }.joined(separator: " and ")
    }

    private static let longest = 60
    /// The number of common characters shown before the part in which the texts differ.
    private static let leadIn = 12

    private static func excerpt(_ text: String, around place: Int) -> String {
        guard text.count > longest else { return text }
        let start = max(0, min(place - leadIn, text.count - longest))
        let part = text.dropFirst(start).prefix(longest)
        return (start > 0 ? "…" : "") + part + (start + longest < text.count ? "…" : "")
    }
}
