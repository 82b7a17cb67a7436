/// Something that was asked for, in words: a column of tables, and a part of what titles say.
struct AskedValue {
    let name: String
    /// What stands before the value in titles, where the bare value would not explain itself.
    let prefix: String
    let text: @Sendable (CellRow) -> String

    init(_ name: String, prefix: String = "", _ text: @escaping @Sendable (CellRow) -> String) {
        self.name = name
        self.prefix = prefix
        self.text = text
    }

    static let all = [
        AskedValue("stack", \.stack),
        AskedValue("completion", \.completion),
        AskedValue("rw", \.rw),
        AskedValue("bs", prefix: "bs ") { $0.bsBytes > 0 ? PeopleFormat.size($0.bsBytes) : "" },
        AskedValue("iodepth", prefix: "iodepth ") { String($0.iodepth) },
        AskedValue("numjobs", prefix: "numjobs ") { String($0.numjobs) },
        AskedValue("queues", prefix: "poll queues ") { $0.pollQueues.map(String.init) ?? "" },
        AskedValue("spin", prefix: "spin ", \.spin),
        AskedValue("lock", prefix: "lock ", \.lock),
        AskedValue("numa", prefix: "numa ") { $0.numa ?? "" },
    ]

    /// What all rows share, by comma: `linear, polled, randread, bs 4k`.
    static func shared(by rows: [CellRow]) -> String {
        all.compactMap { value in
            let texts = Set(rows.map(value.text))
            guard texts.count == 1, let text = texts.first, !text.isEmpty else { return nil as String? }
            return value.prefix + text
        }
        .joined(separator: ", ")
    }

    /// What rows differ in that would look alike, from the names of their cells: what `columns` do not say.
    static func cellName(of rows: [CellRow], beside columns: [AskedValue]) -> AskedValue {
        let names = rows.map { Set($0.settingWords) }
        let common = names.dropFirst().reduce(names.first ?? []) { $0.intersection($1) }
        return AskedValue("cell") { row in
            let told = columns.flatMap { [$0.text(row), $0.name + $0.text(row)] }
            return row.settingWords.filter { !common.contains($0) && !told.contains(String($0)) }
                .joined(separator: "-")
        }
    }
}

extension CellRow {
    /// The name of the cell without its design's: what all designs share that did the same work.
    public var settingID: String {
        if cellID == design { return "" }
        let suffix = "-" + design
        return cellID.hasSuffix(suffix) ? String(cellID.dropLast(suffix.count)) : cellID
    }

    /// The name that a matrix gave the stack; nil where there is none.
    var stackName: String? {
        let parts = settingID.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty ? String(parts[0]) : nil
    }

    fileprivate var settingWords: [Substring] { settingID.split(separator: "-") }
}
