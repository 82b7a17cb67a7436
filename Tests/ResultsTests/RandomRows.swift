import RandomNumbers
import Results

extension RandomGenerator {
    /// Text of the pieces that break CSV and JSON writers; never empty.
    mutating func nastyText() -> String {
        let pieces = [
            ",", "\"", "\n", "\r\n", "\r", " ", "\t", "\\", "\u{0}", "\u{1B}", "\u{7F}", "µ", "é", "e\u{301}",
            "🧵", "\u{2028}", "null", "0", "'", ";", "a",
        ]
        let count = Int.random(in: 1...6, using: &self)
        return (0..<count).map { _ in pieces.randomElement(using: &self)! }.joined()
    }

    /// A finite number of any magnitude.
    mutating func anyDouble() -> Double {
        while true {
            let value = Double(bitPattern: next())
            if value.isFinite { return value }
        }
    }

    /// A row with a random subset measured; every type of column and every optional group is met.
    mutating func row() -> CellRow {
        var row = CellRow()
        row.time = UTCTime(
            millisecondsSinceEpoch: .random(in: -62_167_219_200_000...253_402_300_799_999, using: &self))
        row.commit = Bool.random(using: &self) ? nastyText() : nil
        row.runID = nastyText()
        row.cellID = nastyText()
        row.round = .random(in: .min ... .max, using: &self)
        row.design = nastyText()
        row.table = nastyText()
        row.seed = next()
        row.pollQueues = Bool.random(using: &self) ? .random(in: .min ... .max, using: &self) : nil
        row.ios = Bool.random(using: &self) ? next() : nil
        row.iops = Bool.random(using: &self) ? anyDouble() : nil
        row.lockWaitsPerIO = Bool.random(using: &self) ? anyDouble() : nil
        row.latencyP999Nanoseconds = Bool.random(using: &self) ? next() : nil
        row.valid = Bool.random(using: &self)
        row.invalidReason = row.valid ? nil : nastyText()
        row.command = nastyText()
        return row
    }
}
