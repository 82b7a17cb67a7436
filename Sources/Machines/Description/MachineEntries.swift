import BlockLayer
import YAMLText

/// The values of a description by the paths of their keys, `hit.load`.
struct MachineEntries {
    private let root: YAMLValue
    private var values: [String: YAMLValue] = [:]

    /// The keys whose values are words or have a form of their own.
    private static let others = [
        "name", "about", "levels", "node", "home.filter", "contended.cluster", "contended.arbitration",
        "contended.at", "sources",
    ]

    /// All keys.
    static let paths = others + MachineNumber.all.map(\.key)

    init(_ root: YAMLValue) throws(TextFileError) {
        self.root = root
        try take(root, at: "")
    }

    /// Takes the values of a mapping, and of the mappings in it.
    private mutating func take(_ value: YAMLValue, at prefix: String) throws(TextFileError) {
        let below = Self.paths.filter { $0.hasPrefix(prefix) }
        let names = below.map { String($0.dropFirst(prefix.count).prefix { $0 != "." }) }
        for (key, name, value) in try value.entries() {
            guard names.contains(name) else {
                throw key.unknown("key", name, among: Set(names).sorted())
            }
            let path = prefix + name
            values[path] = value
            if !Self.paths.contains(path) { try take(value, at: path + ".") }
        }
    }

    /// The value of a key or of a group of keys; nil where it is left out.
    subscript(path: String) -> YAMLValue? { values[path] }

    /// The value of a key that may not be left out.
    func needed(_ path: String) throws(TextFileError) -> YAMLValue {
        guard let value = values[path] else { throw missing(path) }
        return value
    }

    func missing(_ path: String, why: String = "") -> TextFileError {
        var group = path
        while let dot = group.lastIndex(of: ".") {
            group = String(group[..<dot])
            if let value = values[group] { return value.fault("the key \(path) is missing\(why)") }
        }
        return root.fault("the key \(path) is missing\(why)")
    }

    /// A value that says something which does not go with another one.
    func refuse(_ path: String, _ reason: String) throws(TextFileError) {
        if let value = values[path] { throw value.fault("\(path): \(reason)") }
    }

    /// The group of a level that a word names; nil for the whole machine, which is also what a missing key means.
    func level(_ path: String, of levels: [MachineModel.Level]) throws(TextFileError) -> Int? {
        guard let value = values[path] else { return nil }
        let word = try value.word()
        if word == MachineReader.wholeMachine { return nil }
        guard let level = levels.firstIndex(where: { $0.name == word }) else {
            throw value.unknown("level", word, among: levels.map(\.name) + [MachineReader.wholeMachine])
        }
        return level
    }
}
