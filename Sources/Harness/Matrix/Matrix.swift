import Tables
import YAMLText

/// A matrix of cells as a YAML file describes it: stacks, designs, axes, rounds. The files in `Benchmarks/` show the
/// format.
public struct Matrix: Sendable {
    /// One for each stack, in the order of the text.
    public private(set) var requests: [RunRequest]
    /// The text of the file.
    public let text: String
    private let devices: MatrixDevices

    private static let ownKeys = ["devices", "stacks", "include", "exclude"]

    /// Reads a file, and checks it as far as that needs no look at a device.
    ///
    /// - Throws: `usage` with file, line and column; `environment` where there is no such file.
    public init(readingFrom path: String) throws(HarnessError) {
        do {
            try self.init(of: try YAMLFile(path))
        } catch {
            throw HarnessError(error)
        }
    }

    /// A matrix that is part of the program.
    ///
    /// - Parameter name: the name of the text in messages.
    public init(text: String, named name: String) throws(HarnessError) {
        do {
            try self.init(of: YAMLFile(text: text, named: name))
        } catch {
            throw HarnessError(error)
        }
    }

    private init(of file: YAMLFile) throws(TextFileError) {
        text = file.text
        let root = try file.root()
        let entries = try root.entries()
        func entry(_ key: String) -> YAMLValue? { entries.first { $0.name == key }?.value }
        devices = try entry("devices").map(MatrixDevices.init) ?? MatrixDevices()
        guard let stacks = entry("stacks") else { throw root.fault("the key stacks is missing") }
        requests = try Self.requests(stacks, devices, common: try Self.common(entries, devices))
        let include = try Self.rules(entry("include"), of: requests)
        let exclude = try Self.rules(entry("exclude"), of: requests)
        for index in requests.indices {
            let stack = requests[index].name ?? ""
            requests[index].isWanted = { cell, design in
                (include?.contains { $0.matches(stack: stack, cell, design: design) } ?? true)
                    && !(exclude?.contains { $0.matches(stack: stack, cell, design: design) } ?? false)
            }
        }
        try check(axes: entry("axes") ?? root, rules: entry("exclude") ?? entry("include") ?? root)
    }

    private static func requests(
        _ stacks: YAMLValue, _ devices: MatrixDevices, common: RunRequest
    ) throws(TextFileError) -> [RunRequest] {
        let reader = MatrixStack(devices: devices, common: common)
        var requests: [RunRequest] = []
        for (key, name, value) in try stacks.entries() {
            guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == "/" || $0 == "," }) else {
                throw key.fault("the name of a stack is not empty and has no white space and none of / ,")
            }
            requests.append(try reader.request(name, value))
        }
        guard !requests.isEmpty else { throw stacks.fault("there is no stack") }
        return requests
    }

    /// Passes over all runs.
    public var rounds: Int { requests[0].rounds }

    /// Overrides a setting of the file, for all stacks.
    public mutating func apply(_ assignment: Assignment) throws(HarnessError) {
        for index in requests.indices { try assignment.apply(to: &requests[index]) }
    }

    /// Looks at the devices and plans the runs.
    ///
    /// - Parameters:
    ///   - isWanted: by the name of a run; the others are left out.
    ///   - round: the only one to do; nil for all.
    ///   - shard: the part to do; nil for all of it.
    /// - Throws: `usage` and `environment` in the words of matrices.
    public func plan(
        only isWanted: (String) -> Bool = { _ in true }, round: Int? = nil, in shard: ShardSettings? = nil
    ) throws(HarnessError) -> Plan {
        try devices.check()
        do {
            return try Plan(requests, only: isWanted, round: round, in: shard)
        } catch {
            throw error.worded(in: .keys)
        }
    }

    /// Deals the settings out. Looks at no device.
    ///
    /// - Throws: `usage` in the words of matrices.
    public func shards(_ count: Int) throws(HarnessError) -> MatrixShards {
        do {
            return try MatrixShards(requests, count: count)
        } catch {
            throw error.worded(in: .keys)
        }
    }

    /// The request that all stacks have in common.
    private static func common(
        _ entries: [(key: YAMLValue, name: String, value: YAMLValue)], _ devices: MatrixDevices
    ) throws(TextFileError) -> RunRequest {
        // Every stack puts its own source there.
        var request = RunRequest(.bare(.model(0)))
        request.models = devices.models
        request.skipsImpossible = true
        for (key, name, value) in entries where !ownKeys.contains(name) {
            guard MatrixKey.ofMatrices.contains(name) else {
                throw key.unknown("key", name, among: ownKeys + MatrixKey.ofMatrices)
            }
            try MatrixKey.read(name, value, &request)
        }
        return request
    }

    /// Nil without rules.
    private static func rules(
        _ value: YAMLValue?, of requests: [RunRequest]
    ) throws(TextFileError) -> [MatrixRule]? {
        guard let value else { return nil }
        return try value.list().map { (value) throws(TextFileError) in try MatrixRule(value, of: requests) }
    }

    /// Checks the cells that are left: that there are some, not too many, and that none excludes itself.
    private func check(axes: YAMLValue, rules: YAMLValue) throws(TextFileError) {
        var count = 0
        for request in requests {
            let (designs, cells) = try axes.reading { () throws(HarnessError) in
                (try DesignChoice.designs(named: request.designs).map(\.card.name), try request.sweep.cells())
            }
            for cell in cells {
                let wanted = designs.count { request.isWanted(cell, $0) }
                if wanted > 0 { try check(cell, axes) }
                count += wanted
            }
            guard count * rounds <= Bounds.runs else {
                throw axes.fault("more than \(Bounds.runs) runs: fewer values, designs or rounds")
            }
        }
        guard count > 0 else { throw rules.fault("the rules leave no cell") }
    }

    /// A cell that excludes itself is a mistake at the last of the axes that its error names.
    private func check(_ cell: CellSettings, _ axes: YAMLValue) throws(TextFileError) {
        do throws(HarnessError) {
            try cell.check()
        } catch {
            let names = error.message.subjects.map(\.name)
            let named = try? axes.entries().last { names.contains($0.name) }
            let hint = "; a rule of exclude can leave out \(cell.name)"
            throw (named?.value ?? axes).fault(error.text(in: .keys) + hint)
        }
    }
}
