import Tables
import Yams

/// Reads a stack of a matrix: a table, or keys.
struct MatrixStack {
    let devices: MatrixDevices
    /// What all stacks are asked.
    let common: RunRequest

    /// - Parameter name: what the matrix calls it.
    func request(_ name: String, _ value: YAMLValue) throws(HarnessError) -> RunRequest {
        guard value.isMapping else { return request(name, .table(try stack(value, top: nil)), at: value) }
        let entries = try value.entries()
        func entry(_ key: String) -> YAMLValue? { entries.first { $0.name == key }?.value }
        var request: RunRequest
        switch (entry("table"), entry("device")) {
        case (let table?, nil):
            let top = try entry("top")?.word()
            request = self.request(name, .table(try stack(table, top: top)), at: value)
        case (nil, let device?): request = self.request(name, .bare(try bare(device)), at: value)
        default: throw value.fault("a stack has either a table or a device")
        }
        for (key, name, value) in entries where !["table", "device", "top"].contains(name) {
            guard let known = MatrixKey.ofStacks.first(where: { $0.name == name }) else {
                let names = ["table", "device", "top"] + MatrixKey.ofStacks.map(\.name)
                throw key.unknown("key", name, among: names)
            }
            try known.read(value, &request)
        }
        return request
    }

    private func request(_ name: String, _ source: StackSource, at value: YAMLValue) -> RunRequest {
        var request = common
        request.source = source
        request.name = name
        request.place = value.place
        return request
    }

    private func bare(_ value: YAMLValue) throws(HarnessError) -> DeviceReference {
        let word = try value.word()
        if let reference = devices.references[word] { return reference }
        return try value.parsed(DeviceReference.init(bare:))
    }

    private func stack(_ value: YAMLValue, top: String?) throws(HarnessError) -> Stack {
        let text = try value.word()
        do {
            return try Stack(parsing: text, top: top, devices: devices.references)
        } catch {
            throw fault(error, value)
        }
    }

    /// A mistake in a table stands in the file where the table's text does, if that is there as it is read.
    private func fault(_ error: TableError, _ value: YAMLValue) -> HarnessError {
        guard case .scalar(let scalar) = value.node, let mark = scalar.mark else {
            return value.fault(error.description)
        }
        switch scalar.style {
        case .literal:
            let line = mark.line + error.line
            let source = line <= value.file.lines.count ? value.file.lines[line - 1] : ""
            let indent = source.prefix { $0 == " " }.count
            return value.file.fault(line: line, column: indent + error.column, error.message)
        case .plain where error.line == 1:
            return value.file.fault(line: mark.line, column: mark.column + error.column - 1, error.message)
        default: return value.fault(error.description)
        }
    }
}
