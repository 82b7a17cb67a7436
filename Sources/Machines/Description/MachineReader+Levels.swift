import BlockLayer
import YAMLText

extension MachineReader {
    /// The levels, from the outside in.
    func levels() throws(TextFileError) -> [MachineModel.Level] {
        let value = try entries.needed("levels")
        var levels: [MachineModel.Level] = []
        for item in try value.list() {
            levels.append(try level(item, inside: levels))
            let cpus = levels.reduce(1) { $0 * $1.count }
            guard cpus <= MachineModel.mostCPUs else {
                throw item.fault("the levels make \(cpus) CPUs or more; at most \(MachineModel.mostCPUs)")
            }
        }
        return levels
    }

    /// Reads `{level: NAME, count: N, transfer: NS}`.
    private func level(
        _ value: YAMLValue, inside outer: [MachineModel.Level]
    ) throws(TextFileError) -> MachineModel.Level {
        let keys = ["level", "count", "transfer"]
        var values: [String: YAMLValue] = [:]
        for (key, name, value) in try value.entries() {
            guard keys.contains(name) else { throw key.unknown("key", name, among: keys) }
            values[name] = value
        }
        guard let name = values["level"], let count = values["count"], let transfer = values["transfer"]
        else {
            let missing = keys.first { values[$0] == nil } ?? ""
            throw value.fault("the key \(missing) of a level is missing")
        }
        return MachineModel.Level(
            name: try levelName(name, inside: outer), count: try count.parsed(Self.count),
            transferNanoseconds: try self.transfer(transfer, inside: outer.last))
    }

    private func levelName(
        _ value: YAMLValue, inside outer: [MachineModel.Level]
    ) throws(TextFileError) -> String {
        let name = try value.parsed(Self.name)
        guard name != Self.wholeMachine, !name.contains(".") else {
            throw value.fault(of: name, "the name of a level has no . and is not \(Self.wholeMachine)")
        }
        guard !outer.contains(where: { $0.name == name }) else {
            throw value.fault(of: name, "there are two levels of this name")
        }
        guard outer.last?.name != MachineModel.threadLevel else {
            throw value.fault(of: name, "nothing is inside of a \(MachineModel.threadLevel)")
        }
        return name
    }

    private static func count(_ word: String) throws(Fault) -> Int {
        guard let count = Int(word), (1...MachineModel.mostCPUs).contains(count) else {
            throw Fault(description: "expected a whole number from 1 to \(MachineModel.mostCPUs)")
        }
        return count
    }

    /// A line moves faster between the groups of an inner level.
    private func transfer(
        _ value: YAMLValue, inside outer: MachineModel.Level?
    ) throws(TextFileError) -> Double {
        let transfer = try value.parsed { (word) throws(Fault) in
            try Self.number(word, in: MachineNumber.accessRange, .nanoseconds)
        }
        if let outer, transfer > outer.transferNanoseconds {
            let around = "\(MachineText.number(outer.transferNanoseconds)) of level \(outer.name) around it"
            throw value.fault("a transfer of \(MachineText.number(transfer)) ns is dearer than the \(around)")
        }
        return transfer
    }
}
