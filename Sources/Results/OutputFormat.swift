/// The forms that results can be printed in: the values of `--format`.
public enum OutputFormat: String, CaseIterable, Sendable {
    /// A table for people, bars below it, and the answer to which design to use.
    case text
    /// The answer and the table, for a mail, an issue or a job summary.
    case markdown
    /// The bytes of `cells.csv`.
    case csv
    /// An array of objects with the names of `cells.csv`.
    case json
    /// The layout of fio's json+.
    case fioJSON = "fio-json"

    /// The rows in this form, with the last newline.
    ///
    /// - Parameters:
    ///   - histograms: the latencies of the rows; `fio-json` alone has use for them.
    ///   - bars: what may be drawn below the text; the other forms are for programs.
    public func text(
        of rows: [CellRow], _ histograms: LatencyHistograms = LatencyHistograms(), bars: BarStyle = BarStyle()
    ) -> String {
        switch self {
        case .text:
            bars.plain(
                ResultsTable.text(of: rows) + ResultsBars.text(of: rows, bars)
                    + Answers(rows).text(columns: bars.columns))
        case .markdown: Answers(rows).markdown + ResultsTable.markdown(of: rows)
        case .csv: CellsCSV.text(of: rows)
        case .json: ResultsJSON.text(of: rows)
        case .fioJSON: FioJSON.text(of: rows, histograms)
        }
    }
}
