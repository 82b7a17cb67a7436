import Units

/// The content of a table of results, for every format.
public struct TableContent: Sendable {
    /// A column of a table.
    public struct Column: Sendable {
        /// The heading of the column.
        public let name: String
        /// Stands below the name; empty for words.
        public let unit: String
        /// Numbers stand on the right.
        public let isNumeric: Bool
        /// Top to bottom; all columns have as many.
        public let texts: [String]
        /// The rows whose text is the best of its setting.
        public let best: Set<Int>

        public init(
            _ name: String, unit: String = "", isNumeric: Bool = true, texts: [String], best: Set<Int> = []
        ) {
            self.name = name
            self.unit = unit
            self.isNumeric = isNumeric
            self.texts = texts
            self.best = best
        }
    }

    /// The settings that all rows share.
    public let title: String
    public var columns: [Column]
    /// Sentences that say why rounds are invalid.
    public let notes: [String]

    /// The number of rows.
    public var rowCount: Int { columns.first?.texts.count ?? 0 }

    /// In columns of characters; `*` marks the best.
    var text: String {
        var grid = TextGrid()
        grid.columns = columns.map { column in
            let marks = column.texts.indices.map { row in
                column.best.isEmpty ? "" : column.best.contains(row) ? "*" : " "
            }
            let cells = [column.name, column.unit] + zip(column.texts, marks).map(+)
            return TextGrid.Column(alignment: column.isNumeric ? .right : .left, cells: cells)
        }
        return title.printable + "\n" + grid.text + notes.map { $0.printable + "\n" }.joined()
    }

    /// A table of GitHub's Markdown; the best is bold.
    public var markdown: String {
        let headings = columns.map { Markdown.escaped($0.unit.isEmpty ? $0.name : "\($0.name), \($0.unit)") }
        let rules = columns.map { $0.isNumeric ? "--:" : "---" }
        let rows = (0..<rowCount).map { row in
            columns.map { column in
                let text = Markdown.escaped(column.texts[row])
                return column.best.contains(row) ? "**\(text)**" : text
            }
        }
        let lines = ([headings, rules] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }
        let tail = notes.map { "- " + Markdown.escaped($0) + "\n" }.joined()
        return Markdown.escaped(title) + "\n\n" + lines.joined() + (tail.isEmpty ? "" : "\n" + tail)
    }
}
