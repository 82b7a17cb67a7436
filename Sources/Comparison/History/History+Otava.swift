import Results

extension History {
    /// A configuration by which Apache Otava reads the CSV: a test for each cell, and the group `all`.
    ///
    /// Otava takes no row without a number. A column with gaps would take its whole test with it, so it is left out.
    ///
    /// - Parameter file: where the CSV is, as Otava is to open it.
    /// - Throws: if no column is left.
    /// - Source: the documentation of Otava 0.8, docs/CSV.md and docs/TEMPLATES.md.
    public func otavaConfiguration(file: String) throws(ComparisonError) -> String {
        var order: [String] = []
        var tests: [String: [HistoryColumn]] = [:]
        for column in columns where !column.hasGaps {
            if tests[column.cell] == nil { order.append(column.cell) }
            tests[column.cell, default: []].append(column)
        }
        guard !order.isEmpty else {
            throw ComparisonError("no cell has a value in every run: there is nothing for Otava to read")
        }
        return Self.template(file: file) + "tests:\n"
            + order.map { Self.test($0, tests[$0] ?? []) }.joined()
            + "test_groups:\n  all:\n" + order.map { "    - \(ResultsJSON.quoted($0))\n" }.joined()
    }

    private static func template(file: String) -> String {
        """
        # Written by pollbench history --otava-config; for: otava analyze all --config-file THIS
        templates:
          pollbench:
            type: csv
            file: \(ResultsJSON.quoted(file))
            time_column: time
            attributes: [commit, results]

        """
    }

    /// A string literal of JSON is one of YAML.
    private static func test(_ cell: String, _ columns: [HistoryColumn]) -> String {
        let metrics = columns.map {
            "      \(ResultsJSON.quoted($0.name)): {direction: \($0.metric.higherIsBetter ? 1 : -1)}\n"
        }
        return "  \(ResultsJSON.quoted(cell)):\n    inherit: [pollbench]\n    metrics:\n" + metrics.joined()
    }
}
