/// The text of a data file: a block for each design, which gnuplot calls an index, of lines of numbers and words.
struct DataBlocks {
    private(set) var text: String
    private(set) var count = 0

    /// - Parameter columns: their names, with units.
    init(columns: [String]) {
        text = GnuplotText.comment(columns.joined(separator: "\t"))
    }

    /// Adds a block.
    ///
    /// - Parameter lines: fields of each line; an empty one interrupts the block's line.
    /// - Returns: the block's index.
    mutating func add(_ name: String, _ lines: [[String]]) -> Int {
        text += (count == 0 ? "" : "\n\n") + GnuplotText.comment(name)
        for line in lines { text += line.joined(separator: "\t") + "\n" }
        count += 1
        return count - 1
    }
}
