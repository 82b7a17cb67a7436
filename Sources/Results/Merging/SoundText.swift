/// Files of a results folder up to a last line that was cut off: the machine lost power, or the disk was full.
enum SoundText {
    /// What `cells.csv` holds.
    struct Cells {
        var rows: [CellRow] = []
        /// The version of the schema that its columns have.
        var version = CellRow.currentSchemaVersion
        /// The length in bytes of what is sound.
        var length = 0
    }

    /// Reads the rows and the version of their columns.
    ///
    /// - Throws: what is wrong, unless it is a last line that was cut off.
    static func cells(_ bytes: [UInt8], file: String) throws(ResultsError) -> Cells {
        var cells = Cells()
        cells.length = try read(bytes, file: file, header: CellsCSV.header) { reader throws(ResultsError) in
            try CellsCSV.read(&reader, file: file, header: { cells.version = $0 }) { cells.rows.append($0) }
        }
        return cells
    }

    /// What `histograms.csv` holds.
    struct Histograms {
        var tally = HistogramTally()
        /// The length in bytes up to the last histogram of one of the rows.
        var keptLength = 0
        /// Whether there are histograms of other rows before that.
        var hasStrangers = false
    }

    /// Reads the histograms of rows.
    ///
    /// - Throws: what is wrong, unless it is a last line that was cut off.
    static func histograms(
        _ bytes: [UInt8], file: String, of rows: [CellRow]
    ) throws(ResultsError) -> Histograms {
        let keys = Set(rows.map(RowKey.init))
        var found = Histograms()
        var strangers = false
        _ = try read(bytes, file: file, header: CellHistogram.header) { reader throws(ResultsError) in
            try CellHistogram.readHeader(&reader, file: file)
            found.keptLength = reader.soundLength
            while let record = try reader.next() {
                guard let key = RowKey(record), keys.contains(key) else {
                    strangers = true
                    continue
                }
                found.tally.add(record, of: key, from: &reader)
                found.keptLength = reader.soundLength
                found.hasStrangers = strangers
            }
        }
        return found
    }

    /// - Returns: the length in bytes of what is sound.
    private static func read(
        _ bytes: [UInt8], file: String, header: String,
        records: (inout CSVReader) throws(ResultsError) -> Void
    ) throws(ResultsError) -> Int {
        var reader = CSVReader(bytes, file: file)
        do {
            try records(&reader)
        } catch {
            // More than one line, or no header of ours: then it is not a torn write, and not ours to cut.
            let tail = bytes[reader.soundLength...]
            let isOurs = reader.soundLength > 0 || header.utf8.starts(with: tail)
            let isTorn = error.reason == .truncated && !tail.contains(UInt8(ascii: "\n"))
            guard isTorn && isOurs else { throw error }
        }
        return reader.soundLength
    }
}
