import Foundation
import Statistics
import Units

/// Annotations of GitHub Actions: a line for whatever is not the same.
enum GitHubAnnotations {
    static func text(of comparison: Comparison) -> String {
        comparison.cells.compactMap { cell in
            level(of: cell.verdict).map { level in
                "::\(level) title=\(property("\(cell.cell): \(cell.metric)"))::\(message(cell.sentence))\n"
            }
        }
        .joined() + comparison.notes.map { "::warning title=pollbench::\(message($0))\n" }.joined()
            + "::notice title=pollbench::\(message(comparison.summary))\n"
    }

    private static func level(of verdict: Verdict) -> String? {
        switch verdict {
        case .worse: "error"
        case .inconclusive: "warning"
        case .accepted, .better: "notice"
        case .same: nil
        }
    }

    /// A line ends where it ends in the text; all else that is not printable is made visible.
    private static func message(_ text: String) -> String {
        text.printableLines.replacingOccurrences(of: "%", with: "%25").replacingOccurrences(
            of: "\r", with: "%0D"
        )
        .replacingOccurrences(of: "\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        message(text).replacingOccurrences(of: ":", with: "%3A").replacingOccurrences(of: ",", with: "%2C")
    }
}
