/// The forms that results can be printed in: the values of `--format`.
public enum OutputFormat: String, CaseIterable, Sendable {
    /// A table for people.
    case text
    /// The bytes of `cells.csv`.
    case csv
    /// An array of objects with the names of `cells.csv`.
    case json

    /// The rows in this form, with the last newline.
    public func text(of rows: [CellRow]) -> String {
        switch self {
        case .text: ResultsTable.text(of: rows)
        case .csv: CellsCSV.text(of: rows)
        case .json: ResultsJSON.text(of: rows)
        }
    }
}
