import Foundation
import Results

extension History {
    /// A test of Apache Otava: metrics of one cell that have values in the same runs, and the CSV where it reads them.
    struct OtavaTest {
        let name: String
        let columns: [HistoryColumn]
        /// Nil for the CSV of all runs.
        let file: String?
    }

    /// A file that the configuration of Otava names.
    public struct OtavaFile: Sendable {
        /// The path of the file, below the folder of the export.
        public let path: String
        /// The content of the file.
        public let text: String
    }

    /// A test for each cell. Otava takes no row without a number: where a cell lacks values in some runs, it has a
    /// CSV of its own, without these runs; and metrics of it that are missing in other runs are a test apart.
    ///
    /// - Parameter file: the CSV of all runs.
    private func otavaTests(file: String) -> [OtavaTest] {
        var groups: [(cell: String, columns: [HistoryColumn])] = []
        for column in columns {
            let place = groups.firstIndex { $0.cell == column.cell && $0.columns[0].hasValues(as: column) }
            if let place {
                groups[place].columns.append(column)
            } else {
                groups.append((column.cell, [column]))
            }
        }
        var (number, names) = (0, Set<String>())
        return groups.map { cell, columns in
            let metrics = columns.map(\.metric.name).joined(separator: ", ")
            let name = names.insert(cell).inserted ? cell : "\(cell) (\(metrics))"
            guard columns[0].hasGaps else { return OtavaTest(name: name, columns: columns, file: nil) }
            number += 1
            return OtavaTest(name: name, columns: columns, file: Self.numbered(file, number))
        }
    }

    /// `results/history.csv` becomes `results/history-1.csv`.
    private static func numbered(_ file: String, _ number: Int) -> String {
        file.hasSuffix(".csv") ? "\(file.dropLast(4))-\(number).csv" : "\(file)-\(number)"
    }

    /// The CSVs that cells with gaps have of their own.
    ///
    /// - Parameter file: the CSV of all runs; they lie beside it.
    public func otavaFiles(beside file: String) -> [OtavaFile] {
        otavaTests(file: file).compactMap { test in
            test.file.map { OtavaFile(path: $0, text: csv(of: test.columns, runs: test.columns[0].runs)) }
        }
    }

    /// A configuration by which Apache Otava reads the CSVs: a test for each cell, and the group `all`.
    ///
    /// - Parameter file: where the CSV of all runs is, as Otava is to open it; those of ``otavaFiles(beside:)`` lie
    ///   beside.
    /// - Source: the documentation of Otava 0.8, docs/CSV.md and docs/TEMPLATES.md.
    public func otavaConfiguration(file: String) -> String {
        let tests = otavaTests(file: file)
        return Self.template(file: file) + "tests:\n" + tests.map(Self.text).joined()
            + "test_groups:\n  all:\n" + tests.map { "    - \(ResultsJSON.quoted($0.name))\n" }.joined()
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
    private static func text(of test: OtavaTest) -> String {
        let metrics = test.columns.map {
            "      \(ResultsJSON.quoted($0.name)): {direction: \($0.metric.higherIsBetter ? 1 : -1)}\n"
        }
        let file = test.file.map { "    file: \(ResultsJSON.quoted($0))\n" } ?? ""
        return "  \(ResultsJSON.quoted(test.name)):\n    inherit: [pollbench]\n\(file)    metrics:\n"
            + metrics.joined()
    }
}
