/// `histograms.csv`, read from its beginning to its end: a histogram is as many lines as it has values.
///
/// The file of a long matrix has gigabytes: it is read in pieces, and no more is kept than the histogram at hand.
public struct HistogramsCSV {
    /// Called for each histogram of a file.
    public typealias Body = (RowKey, CellHistogram) -> Void

    private let file: String
    /// The number of the line to come.
    private var line = 1
    private var hasHeader = false
    /// The row of the current histogram, and the beginning of its lines.
    private var current: (row: RowKey, metric: CellHistogram.Metric)?
    private var prefix: [UInt8] = []
    private var counts: [(valueNanoseconds: UInt64, count: UInt64)] = []

    /// Many times what a line can have.
    private static let mostBytesOfLine = 1 << 20

    private init(file: String) { self.file = file }

    /// Hands over the histograms in their order.
    ///
    /// - Throws: what is wrong, with file and line; a line that is cut off at the end is an error too.
    public static func read(ofFile path: String, _ body: Body) throws(ResultsError) {
        var histograms = HistogramsCSV(file: path)
        var rest: [UInt8] = []
        try FileBytes.readPieces(of: path) { (piece) throws(ResultsError) in
            rest += piece
            rest.removeFirst(try histograms.take(rest, isLast: false, body))
            // A quote that is left open makes one line of all that follows.
            guard rest.count <= mostBytesOfLine else {
                throw ResultsError(.badQuoting, file: path, line: histograms.line)
            }
        }
        _ = try histograms.take(rest, isLast: true, body)
        histograms.finish(body)
    }

    /// Reads the whole lines at the beginning of the bytes, and returns how many bytes these were.
    private mutating func take(_ bytes: [UInt8], isLast: Bool, _ body: Body) throws(ResultsError) -> Int {
        var reader = CSVReader(bytes, file: file, line: line)
        do throws(ResultsError) {
            if !hasHeader { try CellHistogram.readHeader(&reader, file: file) }
            hasHeader = true
            while try takeLine(&reader, body) {}
        } catch {
            guard error.reason == .truncated, !isLast else { throw error }
        }
        return reader.soundLength
    }

    /// False at the end.
    private mutating func takeLine(_ reader: inout CSVReader, _ body: Body) throws(ResultsError) -> Bool {
        line = reader.line
        if current != nil, let numbers = reader.nextNumbers(after: prefix) {
            counts.append(numbers)
            return true
        }
        guard let record = try reader.next() else { return false }
        let key = try key(of: record)
        let numbers = (try number(record, 4, "value_ns"), try number(record, 5, "count"))
        if current?.row != key.row || current?.metric != key.metric { finish(body) }
        current = key
        counts.append(numbers)
        prefix = reader.prefixOfLast
        return true
    }

    private mutating func finish(_ body: Body) {
        if let current { body(current.row, CellHistogram(current.metric, counts: counts)) }
        counts.removeAll(keepingCapacity: true)
    }

    private func key(of record: CSVRecord) throws(ResultsError) -> (row: RowKey, metric: CellHistogram.Metric)
    {
        guard record.fields.count == 6, let row = RowKey(record) else {
            let count = ResultsError.Reason.wrongFieldCount(found: record.fields.count, expected: 6)
            throw ResultsError(count, file: file, line: record.line)
        }
        guard let metric = CellHistogram.Metric(rawValue: record.fields[3]) else {
            throw error(record.fields[3], "lat or lag", in: record, column: "metric")
        }
        return (row, metric)
    }

    private func number(_ record: CSVRecord, _ place: Int, _ column: String) throws(ResultsError) -> UInt64 {
        guard let number = UInt64(field: record.fields[place]) else {
            throw error(record.fields[place], UInt64.expected, in: record, column: column)
        }
        return number
    }

    private func error(
        _ text: String, _ expected: String, in record: CSVRecord, column: String
    ) -> ResultsError {
        ResultsError(.badValue(text, expected: expected), file: file, line: record.line, column: column)
    }
}
