import YAMLText

extension YAMLValue {
    /// A value as `read` reads it; what that throws gets this place, in the words of matrices.
    func read<Value>(
        _ read: (String) throws(HarnessError) -> Value
    ) throws(TextFileError) -> Value {
        let word = try word()
        do {
            return try read(word)
        } catch .environment(let message) {
            throw TextFileError(.unreadable, message.text(in: .keys))
        } catch {
            throw fault(of: word, error.text(in: .keys))
        }
    }
}

extension YAMLValue {
    /// Has what `body` throws, about all of this value, get this place, in the words of matrices.
    func reading<Value>(_ body: () throws(HarnessError) -> Value) throws(TextFileError) -> Value {
        do {
            return try body()
        } catch {
            throw fault(error.text(in: .keys))
        }
    }
}

extension Setting {
    /// Reads the value that a matrix has for this setting; a list if it takes one.
    func value(_ yaml: YAMLValue) throws(TextFileError) -> SettingValue<Subject> {
        guard isList else { return try yaml.read(value) }
        // One by one, so that a mistake has its own place.
        let words = try yaml.list().map { (yaml) throws(TextFileError) in
            _ = try yaml.read(value)
            return try yaml.word()
        }
        return try yaml.reading { () throws(HarnessError) in try value(words.joined(separator: ",")) }
    }
}

extension SettingSubject {
    /// Reads a mapping of settings; those that it does not mention stay as they are.
    mutating func read(_ yaml: YAMLValue) throws(TextFileError) {
        var values: [String: SettingValue<Self>] = [:]
        for (key, name, value) in try yaml.entries() {
            guard let setting = Self.setting(key: name) else {
                throw key.unknown("key", name, among: Self.settings.map(\.key))
            }
            values[name] = try setting.value(value)
        }
        for setting in Self.settings { values[setting.key]?.set(&self) }
    }
}
