/// A JSON value of any shape: reports and comparisons go by paths, whatever version of the program wrote the file.
enum JSONTree: Codable, Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([JSONTree])
    case object([String: JSONTree])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let integer = try? value.decode(Int.self) {
            self = .integer(integer)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSONTree].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSONTree].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }

    /// In one line, as people read it: no quotes, `-` for what is not known.
    var line: String {
        switch self {
        case .null: "-"
        case .bool(let value): value ? "yes" : "no"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .text(let value): value.isEmpty ? "none" : value
        case .list(let values): values.isEmpty ? "none" : values.map(\.line).joined(separator: ", ")
        case .object(let members):
            members.isEmpty
                ? "none" : Self.sorted(members).map { "\($0.key): \($0.value.line)" }.joined(separator: ", ")
        }
    }

    var isScalar: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }

    /// The order of names, with numbers by value.
    static func sorted(_ members: [String: JSONTree]) -> [(key: String, value: JSONTree)] {
        members.sorted { left, right in
            guard let a = UInt(left.key), let b = UInt(right.key), a != b else { return left.key < right.key }
            return a < b
        }
    }
}
