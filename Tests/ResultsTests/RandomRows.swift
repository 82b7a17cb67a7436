import Results

/// SplitMix64 (Steele, Lea, Flood 2014): the same rows from the same seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

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
