/// A JSON document that keeps the order of its keys, as people who know fio's output expect it.
indirect enum JSONValue: Sendable {
    case object([(key: String, value: JSONValue)])
    case array([JSONValue])
    case string(String)
    case number(Double)
    case count(UInt64)
    /// Written as it is: JSON already.
    case literal(String)

    /// A count that was computed: rounded, and 0 for what is no count.
    static func rounded(_ value: Double) -> JSONValue {
        .count(value >= 0x1p64 ? .max : value > 0 ? UInt64(value.rounded()) : 0)
    }

    /// The text, two spaces for each level, without a newline at its end.
    func text(indentedBy depth: Int = 0) -> String {
        switch self {
        case .object(let members):
            let lines = members.map { member in
                ResultsJSON.quoted(member.key) + " : " + member.value.text(indentedBy: depth + 1)
            }
            return Self.block(lines, "{", "}", depth)
        case .array(let values):
            return Self.block(values.map { $0.text(indentedBy: depth + 1) }, "[", "]", depth)
        case .string(let text): return ResultsJSON.quoted(text)
        // JSON has no word for what is no number; fio writes 0 there.
        case .number(let value): return value.isFinite ? value.description : "0"
        case .count(let value): return String(value)
        case .literal(let text): return text
        }
    }

    private static func block(_ lines: [String], _ open: String, _ close: String, _ depth: Int) -> String {
        guard !lines.isEmpty else { return open + close }
        let margin = String(repeating: "  ", count: depth)
        return open + "\n" + lines.map { margin + "  " + $0 }.joined(separator: ",\n") + "\n" + margin + close
    }
}
