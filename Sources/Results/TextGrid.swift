import Units

/// Text in columns: each as wide as its widest cell, two spaces between, nothing after the last word.
public struct TextGrid {
    /// The side on which texts of a column stand.
    public enum Alignment { case left, right }

    /// A column of the grid.
    public struct Column {
        let alignment: Alignment
        /// Top to bottom, headings included; all columns have as many. Printable, whatever was given.
        let cells: [String]

        public init(alignment: Alignment, cells: [String]) {
            self.alignment = alignment
            self.cells = cells.map(\.printable)
        }
    }

    /// The columns from left to right.
    public var columns: [Column] = []

    public init() {}

    /// The lines, each with its newline.
    public var text: String {
        let widths = columns.map { $0.cells.map(\.count).max() ?? 0 }
        let height = columns.first?.cells.count ?? 0
        return (0..<height).map { line(at: $0, widths: widths) + "\n" }.joined()
    }

    private func line(at index: Int, widths: [Int]) -> String {
        var line = zip(columns, widths).map { column, width in
            let cell = column.cells[index]
            let padding = String(repeating: " ", count: width - cell.count)
            return column.alignment == .left ? cell + padding : padding + cell
        }
        .joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line
    }
}
