import Foundation

/// The score of each file, and the mutants that survived.
public struct Report {
    public let text: String
    /// Killed of those that can be told from the source, in per cent; nil if none was tried.
    public let score: Double?

    private struct Count {
        var killed = 0
        var survived = 0
        var equivalent = 0

        var row: [String] {
            [
                String(killed), String(survived), String(equivalent),
                Report.percent(killed, of: killed + survived),
            ]
        }
    }

    /// - Parameter numbers: the mutants to report.
    public init(_ run: MutantRun, _ numbers: [Int], _ equivalents: Equivalents) {
        var counts: [String: Count] = [:]
        var operators: [String: Count] = [:]
        var total = Count()
        var survivors: [String] = []
        for number in numbers {
            let mutant = run.tree.mutants[number]
            guard let entry = run.results[mutant.id] else { continue }
            let isEquivalent = entry.fate != .killed && equivalents.reasons[mutant.id] != nil
            let field: WritableKeyPath<Count, Int> =
                isEquivalent ? \.equivalent : entry.fate == .killed ? \.killed : \.survived
            counts[mutant.file, default: Count()][keyPath: field] += 1
            operators[mutant.kind.rawValue, default: Count()][keyPath: field] += 1
            total[keyPath: field] += 1
            if field == \.survived {
                survivors.append(mutant.text + (entry.fate == .unreached ? "\n    no test reaches it" : ""))
            }
        }
        score =
            total.killed + total.survived == 0
            ? nil : 100 * Double(total.killed) / Double(total.killed + total.survived)
        let unmatched = equivalents.unmatched(by: run.tree.mutants).map {
            "equivalent.txt: no such mutant: \($0)"
        }
        let killedAnyway = equivalents.reasons.keys.sorted().filter { run.results[$0]?.fate == .killed }
            .map { "equivalent.txt: a test kills it: \($0)" }
        text =
            (survivors + unmatched + killedAnyway + [""]).joined(separator: "\n")
            + Self.table("operator", operators, nil) + "\n" + Self.table("file", counts, total)
    }

    private static func percent(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "-" : "\(1000 * part / whole / 10).\(1000 * part / whole % 10) %"
    }

    private static func table(_ name: String, _ counts: [String: Count], _ total: Count?) -> String {
        var rows = [[name, "killed", "survived", "equivalent", "score"]]
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) { rows.append([name] + count.row) }
        if let total { rows.append(["all"] + total.row) }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + padding : padding + cell.0
            }.joined(separator: "  ") + "\n"
        }.joined()
    }
}
