import Foundation
import Harness

/// What `pollbench designs` prints of a design.
struct DesignRow: Encodable {
    let name: String
    let source: String
    let idea: String
    let stateBytesPerRoot: Int?
    let stateBytesPerClone: Int?
    /// What can be chosen behind the name, and what it cannot do.
    let parameter: String?
    let limits: [String]

    private enum CodingKeys: String, CodingKey {
        case name, source, idea, parameter, limits
        case stateBytesPerRoot = "state_bytes_per_root"
        case stateBytesPerClone = "state_bytes_per_clone"
    }

    static func text(of rows: [DesignRow], as format: DesignsCommand.Format) -> String {
        switch format {
        case .text: grid(rows)
        case .csv: csv(rows)
        case .json: json(rows)
        }
    }

    /// A paragraph for each design would hide the numbers: a line, with the idea under the name.
    private static func grid(_ rows: [DesignRow]) -> String {
        rows.map { row in
            let more = (row.parameter.map { [$0] } ?? []) + row.limits
            return "\(row.name)\(stateText(row))\n"
                + ([row.source, row.idea] + more).map { "    \($0)\n" }.joined()
        }
        .joined() + "\nSwitches of all designs but kernel: \(switches)\n"
    }

    /// The flags that change how a design works, whichever it is.
    private static var switches: String {
        [Axis.lock, .end, .spin, .queueSharing, .pollQueues, .batchSubmit].map(\.flag).joined(separator: ", ")
    }

    private static func stateText(_ row: DesignRow) -> String {
        guard let root = row.stateBytesPerRoot, let clone = row.stateBytesPerClone else { return "" }
        return "  (\(root) B per root, \(clone) B per clone)"
    }

    private static func csv(_ rows: [DesignRow]) -> String {
        let header = "name,source,idea,state_bytes_per_root,state_bytes_per_clone,parameter,limits\n"
        return rows.reduce(into: header) { text, row in
            let words = [row.name, row.source, row.idea].map(quoted)
            let more = [row.parameter ?? "", row.limits.joined(separator: "; ")].map(quoted)
            let bytes = [row.stateBytesPerRoot, row.stateBytesPerClone].map { $0.map(String.init) ?? "" }
            text += (words + bytes + more).joined(separator: ",") + "\n"
        }
    }

    private static func quoted(_ word: String) -> String {
        "\"" + word.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private static func json(_ rows: [DesignRow]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(rows) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
