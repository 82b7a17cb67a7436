import Tables
import YAMLText

/// Reads a stack of a matrix: a table, or keys.
struct MatrixStack {
    let devices: MatrixDevices
    /// What all stacks are asked.
    let common: RunRequest

    private static let ownKeys = ["table", "device", "top"]

    /// - Parameter name: the matrix's name for it.
    func request(_ name: String, _ value: YAMLValue) throws(TextFileError) -> RunRequest {
        guard value.isMapping else { return request(name, .table(try stack(value, top: nil)), at: value) }
        let entries = try value.entries()
        let names = Self.ownKeys + MatrixKey.ofStacks
        for (key, name, _) in entries where !names.contains(name) {
            throw key.unknown("key", name, among: names)
        }
        func entry(_ key: String) -> YAMLValue? { entries.first { $0.name == key }?.value }
        var request = self.request(name, try source(value, entry), at: value)
        for (_, name, value) in entries where MatrixKey.ofStacks.contains(name) {
            try MatrixKey.read(name, value, &request)
        }
        return request
    }

    private func source(
        _ value: YAMLValue, _ entry: (String) -> YAMLValue?
    ) throws(TextFileError) -> StackSource {
        switch (entry("table"), entry("device")) {
        case (let table?, nil): return .table(try stack(table, top: try entry("top")?.word()))
        case (nil, let device?):
            guard let top = entry("top") else { return .bare(try bare(device)) }
            throw top.fault("top names a device of a table; there is none")
        default: throw value.fault("a stack has either a table or a device")
        }
    }

    private func request(_ name: String, _ source: StackSource, at value: YAMLValue) -> RunRequest {
        var request = common
        request.source = source
        request.name = name
        request.place = value.place
        return request
    }

    private func bare(_ value: YAMLValue) throws(TextFileError) -> DeviceReference {
        let word = try value.word()
        if let reference = devices.references[word] { return reference }
        return try value.read(DeviceReference.init(bare:))
    }

    private func stack(_ value: YAMLValue, top: String?) throws(TextFileError) -> Stack {
        let text = try value.word()
        do {
            return try Stack(parsing: text, top: top, devices: devices.references)
        } catch {
            throw value.fault(
                line: error.line, column: error.column, error.message, elsewhere: error.description)
        }
    }
}
