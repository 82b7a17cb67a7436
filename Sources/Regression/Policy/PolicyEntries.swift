import YAMLText

/// The keys of a rule of a policy, and their values.
struct PolicyEntries {
    private let entries: [(key: YAMLValue, name: String, value: YAMLValue)]

    init(_ entries: [(key: YAMLValue, name: String, value: YAMLValue)]) { self.entries = entries }

    func check(_ names: [String]) throws(TextFileError) {
        for (key, name, _) in entries where !names.contains(name) {
            throw key.unknown("key", name, among: names)
        }
    }

    /// Nil for a key that is not there.
    subscript(name: String) -> YAMLValue? { entries.first { $0.name == name }?.value }

    /// A value as `parse` reads it; nil for a key that is not there.
    func value<Value, Failure: Error>(
        _ name: String, _ parse: (String) throws(Failure) -> Value
    ) throws(TextFileError) -> Value? {
        try self[name].map { (value) throws(TextFileError) in try value.parsed(parse) }
    }
}
