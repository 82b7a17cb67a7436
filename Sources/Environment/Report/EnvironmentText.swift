import Foundation

extension EnvironmentRecord {
    /// The record as people read it: the names of the JSON form, indented; `-` for what is not known, `none` for
    /// what is known to be empty.
    public var text: String {
        guard let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(json.utf8)),
            case .object(let members) = tree
        else { return "" }
        return Self.lines(of: members, indentation: "").map { $0 + "\n" }.joined()
    }

    /// Longer objects and lists take a line for each of their parts.
    private static let widestLine = 100

    private static func lines(of members: [String: JSONTree], indentation: String) -> [String] {
        let sorted = JSONTree.sorted(members)
        let width = sorted.filter { isShort($0.value, indentation) }.map(\.key.count).max() ?? 0
        return sorted.flatMap { key, value -> [String] in
            if isShort(value, indentation) {
                let padding = String(repeating: " ", count: width - key.count)
                return ["\(indentation)\(key)\(padding)  \(value.line)"]
            }
            let inner = indentation + "  "
            switch value {
            case .object(let members):
                return ["\(indentation)\(key)"] + lines(of: members, indentation: inner)
            case .list(let values): return ["\(indentation)\(key)"] + values.map { inner + $0.line }
            default: return ["\(indentation)\(key)  \(value.line)"]
            }
        }
    }

    /// Whether a value has its place beside its name. Objects of the first level are headings.
    private static func isShort(_ value: JSONTree, _ indentation: String) -> Bool {
        switch value {
        case .list(let values): values.allSatisfy(\.isScalar) && value.line.count <= widestLine
        case .object(let members):
            members.isEmpty
                || !indentation.isEmpty && members.values.allSatisfy(\.isScalar)
                    && members.keys.allSatisfy { UInt($0) != nil } && value.line.count <= widestLine
        default: true
        }
    }
}
