/// Rows as JSON: an array of objects whose keys are the columns of `cells.csv`, in their order.
///
/// Written by hand because JSONEncoder keeps no order of keys.
public enum ResultsJSON {
    /// A valid JSON document, one row per line; what was not measured is `null`.
    public static func text(of rows: [CellRow]) -> String {
        guard !rows.isEmpty else { return "[]\n" }
        return "[\n" + rows.map(object).joined(separator: ",\n") + "\n]\n"
    }

    /// One row on one line.
    static func object(_ row: CellRow) -> String {
        let members = CellRow.columns.map { quoted($0.name) + ":" + $0.json(row) }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// A JSON string literal (RFC 8259, section 7).
    public static func quoted(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case "\r": literal += "\\r"
            case "\t": literal += "\\t"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }
}
