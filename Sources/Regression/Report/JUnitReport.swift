import Statistics
import Units

/// JUnit's XML: worse is a failure, inconclusive an error, so that neither passes for fine.
enum JUnitReport {
    static func text(of comparison: Comparison) -> String {
        let worse = comparison.cells.count { $0.verdict == .worse }
        let open = comparison.cells.count { $0.verdict == .inconclusive }
        let counts = "tests=\"\(comparison.cells.count)\" failures=\"\(worse)\" errors=\"\(open)\""
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<testsuites>\n<testsuite name=\"pollbench\" \(counts)>\n"
            + comparison.cells.map(test).joined()
            + notes(of: comparison) + "</testsuite>\n</testsuites>\n"
    }

    private static func notes(of comparison: Comparison) -> String {
        let lines = comparison.notes.map(escaped).joined(separator: "\n")
        return lines.isEmpty ? "" : "<system-out>\(lines)</system-out>\n"
    }

    private static func test(_ cell: CellComparison) -> String {
        let opening = "<testcase classname=\"\(escaped(cell.metric))\" name=\"\(escaped(cell.cell))\""
        let message = escaped(cell.sentence)
        switch cell.verdict {
        case .worse: return "\(opening)><failure message=\"\(message)\"/></testcase>\n"
        case .inconclusive: return "\(opening)><error message=\"\(message)\"/></testcase>\n"
        case .accepted, .better, .same: return "\(opening)><system-out>\(message)</system-out></testcase>\n"
        }
    }

    /// For text and attributes; what XML 1.0 has no place for is written by its number, so that names stay apart.
    private static func escaped(_ text: String) -> String {
        text.printable.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }
}
