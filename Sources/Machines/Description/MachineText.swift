import BlockLayer

extension MachineDescription {
    /// The description in YAML, as it is read.
    public var text: String {
        let head = "name: \(model.name)\nabout: \(MachineText.quoted(about))\nlevels:\n"
        let levels = model.levels.map {
            let transfer = MachineText.number($0.transferNanoseconds)
            return "  - {level: \($0.name), count: \($0.count), transfer: \(transfer)}\n"
        }
        let groups = MachineText(self).groups.map { "\($0.name): \($0.text)\n" }
        let sources = MachineText(self).sources.map { key, source in
            "  \(key): {\(source.kind.rawValue): \(MachineText.quoted(source.text))}\n"
        }
        return head + levels.joined() + groups.joined() + "sources:\n" + sources.joined()
    }
}

/// The parts of a description's text.
struct MachineText {
    private let description: MachineDescription
    private var model: MachineModel { description.model }

    init(_ description: MachineDescription) { self.description = description }

    /// The keys below `levels` and above `sources`, each with its value.
    var groups: [(name: String, text: String)] {
        let names = ["home", "hit", "contended", "readers", "memory", "spin", "smt", "io", "stores"]
        let groups = names.map { (name: $0, words: words(of: $0) + numbers(of: $0)) }
        return [("node", level(model.nodeLevel))]
            + groups.filter { !$0.words.isEmpty }.map { ($0.name, "{\($0.words.joined(separator: ", "))}") }
    }

    private func words(of group: String) -> [String] {
        switch group {
        case "home": return ["filter: \(level(model.filterLevel))"]
        case "contended":
            let isAtHome = model.contention.homeAddNanoseconds != nil
            let isFIFO = model.contention.arbitration == .fifo
            return (isAtHome ? ["at: home"] : []) + ["cluster: \(level(model.contention.clusterLevel))"]
                + (isFIFO ? ["arbitration: fifo"] : [])
        default: return []
        }
    }

    private func numbers(of group: String) -> [String] {
        MachineNumber.all.filter { $0.key.hasPrefix(group + ".") }.compactMap { number in
            guard let value = number.get(model) else { return nil }
            let parts = number.key.split(separator: ".").dropFirst()
            let text = Self.number(value)
            // Two below the group at most.
            return parts.count == 1
                ? "\(parts[1]): \(text)" : "\(parts[1]): {\(parts[2]): \(text)}"
        }
    }

    private func level(_ level: Int?) -> String {
        level.map { model.levels[$0].name } ?? MachineReader.wholeMachine
    }

    /// The sources under the keys that they are written under: that of a whole group where it has one source.
    var sources: [(key: String, source: NumberSource)] {
        var written: [(key: String, source: NumberSource)] = []
        let keys = description.numbers.map(\.key)
        var done: Set<Substring> = []
        for group in keys.map({ $0.prefix { $0 != "." } }) where done.insert(group).inserted {
            let members = keys.filter { $0.prefix { $0 != "." } == group }
            let sources = members.compactMap { key in description.sources[key].map { (key, $0) } }
            if let first = sources.first, sources.allSatisfy({ $0.1 == first.1 }) {
                written.append((String(group), first.1))
            } else {
                written += sources
            }
        }
        return written
    }

    /// As few digits as say the same.
    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }

    /// A quoted scalar. The reader takes & and * for anchors and aliases, wherever they stand.
    static func quoted(_ text: String) -> String {
        let escapes: [Character: String] = ["\"": "\\\"", "\\": "\\\\", "&": "\\x26", "*": "\\x2a"]
        return "\"" + text.map { escapes[$0] ?? String($0) }.joined() + "\""
    }
}
