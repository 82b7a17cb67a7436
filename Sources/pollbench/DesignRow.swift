import Foundation
import Harness
import Results

/// What `pollbench designs` prints of a design.
struct DesignRow: Encodable {
    let name: String
    /// Who proposed it, where, and a link to that; nil where there is none.
    let author: String
    let source: String
    let link: String?
    /// Author and proposal in one.
    let origin: String
    /// The name of its source file; nil for the kernel.
    let file: String?
    let idea: String
    let stateBytesPerRoot: Int?
    let stateBytesPerClone: Int?
    /// How its source counts the parts of an IO down; nil for the kernel.
    let counts: String?
    /// The choice behind the name, and what the design cannot do.
    let parameter: String?
    let limits: [String]
    /// The axes of matrices that change how it works.
    let switches: [String]

    private enum CodingKeys: String, CodingKey {
        case name, author, source, link, idea, counts, parameter, limits, switches
        case stateBytesPerRoot = "state_bytes_per_root"
        case stateBytesPerClone = "state_bytes_per_clone"
    }

    static func text(of rows: [DesignRow], as format: DesignsCommand.Format) -> String {
        switch format {
        case .text: grid(rows)
        case .csv: csv(rows)
        case .json: json(rows)
        case .markdown: DesignTable(rows: rows).text
        }
    }

    /// A paragraph for each design would hide the numbers: a line, with the idea under the name.
    private static func grid(_ rows: [DesignRow]) -> String {
        let common = rows.first?.switches ?? []
        return rows.map { row in
            let more =
                (row.counts.map { ["counts: \($0)"] } ?? []) + (row.parameter.map { [$0] } ?? []) + row.limits
            let own = row.switches == common ? [] : ["switches: \(flags(row.switches))"]
            return "\(row.name)\(stateText(row))\n"
                + ([row.origin] + (row.link.map { [$0] } ?? []) + [row.idea] + more + own).map {
                    "    \($0)\n"
                }.joined()
        }
        .joined() + "\nSwitches of the others: \(flags(common))\n"
    }

    private static func flags(_ keys: [String]) -> String {
        Axis.all.filter { keys.contains($0.key) }.map(\.flag).joined(separator: ", ")
    }

    private static func stateText(_ row: DesignRow) -> String {
        guard let root = row.stateBytesPerRoot, let clone = row.stateBytesPerClone else { return "" }
        return "  (\(root) B per root, \(clone) B per clone)"
    }

    private static func csv(_ rows: [DesignRow]) -> String {
        let header = [
            "name", "source", "idea", "state_bytes_per_root", "state_bytes_per_clone", "parameter", "limits",
            "switches", "counts", "author", "link",
        ]
        return rows.reduce(into: CSV.line(header)) { text, row in
            let bytes = [row.stateBytesPerRoot, row.stateBytesPerClone].map { $0.map(String.init) ?? "" }
            let lists = [row.limits.joined(separator: "; "), row.switches.joined(separator: " ")]
            text += CSV.line(
                [row.name, row.source, row.idea] + bytes + [row.parameter ?? ""] + lists
                    + [row.counts ?? "", row.author, row.link ?? ""])
        }
    }

    private static func json(_ rows: [DesignRow]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(rows) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
