import YAMLText

/// Reads the sources of numbers. A source stands under the key of its number or of a group, `hit` for `hit.load`: the
/// nearest applies.
struct NumberSources {
    private let value: YAMLValue?
    private let keys: [String]
    private var given: [String: NumberSource] = [:]

    /// - Parameter keys: of the numbers that there are.
    init(_ value: YAMLValue?, _ keys: [String]) throws(TextFileError) {
        self.value = value
        self.keys = keys
        guard let value else { return }
        let known = keys + Set(keys.flatMap(Self.groups)).sorted()
        for (key, name, source) in try value.entries() {
            guard known.contains(name) else { throw key.unknown("number", name, among: known) }
            given[name] = try Self.source(source)
        }
    }

    /// The source of each number.
    /// - Throws: `mistake` for a number without one, at the sources or the document.
    func byKey(_ root: YAMLValue) throws(TextFileError) -> [String: NumberSource] {
        var sources: [String: NumberSource] = [:]
        for key in keys {
            guard let source = ([key] + Self.groups(key)).lazy.compactMap({ given[$0] }).first else {
                let form = "\(key): {measured: …} or \(key): {estimated: …}"
                throw (value ?? root).fault("\(key) has no source; under sources write \(form)")
            }
            sources[key] = source
        }
        return sources
    }

    /// The groups that a key is in, the innermost first.
    private static func groups(_ key: String) -> [String] {
        var groups: [String] = []
        var rest = key[...]
        while let dot = rest.lastIndex(of: ".") {
            rest = rest[..<dot]
            groups.append(String(rest))
        }
        return groups
    }

    /// Reads `{measured: TEXT}` or `{estimated: TEXT}`.
    private static func source(_ value: YAMLValue) throws(TextFileError) -> NumberSource {
        let entries = try value.entries()
        guard let (key, name, text) = entries.first, entries.count == 1 else {
            throw value.fault("a source is either measured or estimated")
        }
        guard let kind = NumberSource.Kind(rawValue: name) else {
            throw key.unknown("kind of source", name, among: NumberSource.Kind.allCases.map(\.rawValue))
        }
        return NumberSource(kind, try text.parsed(MachineReader.line))
    }
}
