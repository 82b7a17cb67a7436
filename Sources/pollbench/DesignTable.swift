/// The designs as a table of Markdown: the README has exactly its lines.
struct DesignTable {
    let rows: [DesignRow]

    var text: String {
        let head = "| design | proposed by | idea | bytes per root, clone |\n|---|---|---|--:|\n"
        return head + rows.map { "| " + cells(of: $0).joined(separator: " | ") + " |\n" }.joined()
    }

    private func cells(of row: DesignRow) -> [String] {
        let name = "`\(row.name)`"
        let file = row.file.map { "[\(name)](Sources/BlockLayer/PollingDesigns/\($0))" } ?? name
        let origin = row.link.map { "\(row.author), [\(row.source)](\($0))" } ?? row.origin
        let bytes = [row.stateBytesPerRoot, row.stateBytesPerClone].compactMap { $0.map(String.init) }
        return [file, origin, row.idea, bytes.isEmpty ? "not ours" : bytes.joined(separator: ", ")]
    }
}
