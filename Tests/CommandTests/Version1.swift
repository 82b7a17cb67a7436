import Results

/// Results as programs wrote them whose rows had not all settings.
enum Version1 {
    /// The text of a `cells.csv` of today in the columns of version 1.
    static func text(_ text: String) -> String {
        let names = CellRow.columns.map(\.name)
        let first = names.firstIndex(of: "command")! + 1
        let place = names.firstIndex(of: "measurement_overhead_ns")!
        return text.split(separator: "\n").enumerated().map { number, line in
            var fields = fields(line)
            fields.removeSubrange(first...)
            fields.insert(number == 0 ? "allocations_per_io" : "", at: place)
            if number > 0 { fields[0] = "1" }
            return fields.joined(separator: ",") + "\n"
        }
        .joined()
    }

    /// Of a line of CSV, with their quotes.
    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" { isQuoted.toggle() }
            if character == "," && !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
