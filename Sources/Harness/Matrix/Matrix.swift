import BlockLayer
import Tables

/// A matrix of cells as a YAML file describes it: stacks, designs, axes, rounds. The files in `Benchmarks/` show the
/// format.
public struct Matrix: Sendable {
    /// One for each stack, in the order of the text.
    public private(set) var requests: [RunRequest]
    /// The text of the file.
    public let text: String
    private let devices: MatrixDevices

    private static let ownKeys = ["devices", "stacks", "include", "exclude"]

    /// Reads a file and checks all that needs no look at a device.
    ///
    /// - Throws: `usage` with file, line and column; `environment` where there is no such file.
    public init(readingFrom path: String) throws(HarnessError) {
        try self.init(YAMLFile(path))
    }

    /// A matrix that is part of the program.
    ///
    /// - Parameter name: what messages call the text.
    public init(text: String, named name: String) throws(HarnessError) {
        try self.init(YAMLFile(text: text, named: name))
    }

    private init(_ file: YAMLFile) throws(HarnessError) {
        text = file.text
        let root = try file.root()
        let entries = try root.entries()
        func entry(_ key: String) -> YAMLValue? { entries.first { $0.name == key }?.value }
        devices = try entry("devices").map(MatrixDevices.init) ?? MatrixDevices()
        let common = try Self.common(entries, devices)
        guard let stacks = entry("stacks") else { throw root.fault("the key stacks is missing") }
        let reader = MatrixStack(devices: devices, common: common)
        var requests: [RunRequest] = []
        for (key, name, value) in try stacks.entries() {
            guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == "/" || $0 == "," }) else {
                throw key.fault("the name of a stack is not empty and has no white space and none of / ,")
            }
            requests.append(try reader.request(name, value))
        }
        guard !requests.isEmpty else { throw stacks.fault("there is no stack") }
        let include = try Self.rules(entry("include"), of: requests)
        let exclude = try Self.rules(entry("exclude"), of: requests)
        for index in requests.indices {
            let stack = requests[index].name ?? ""
            requests[index].isWanted = { cell, design in
                (include?.contains { $0.matches(stack: stack, cell, design: design) } ?? true)
                    && !(exclude?.contains { $0.matches(stack: stack, cell, design: design) } ?? false)
            }
        }
        self.requests = requests
        try check(axes: entry("axes") ?? root, rules: entry("exclude") ?? entry("include") ?? root)
    }

    /// Passes over all runs.
    public var rounds: Int { requests[0].rounds }

    /// How often runs are repeated that others disturbed.
    public var repeatsOfDisturbed: Int {
        get { requests[0].repeatsOfDisturbed }
        set { for index in requests.indices { requests[index].repeatsOfDisturbed = newValue } }
    }

    /// Looks at the devices and plans the runs.
    ///
    /// - Parameters:
    ///   - isWanted: by the name of a run; the others are left out.
    ///   - round: the only one to do; nil for all.
    /// - Throws: `usage` and `environment` where that cannot be.
    public func session(
        only isWanted: (String) -> Bool = { _ in true }, round: Int? = nil
    ) throws(HarnessError) -> Session {
        try devices.check()
        do {
            return try Session(requests, only: isWanted, round: round)
        } catch .usage(let text) {
            throw .usage(MatrixWords.text(text))
        } catch .environment(let text) {
            throw .environment(MatrixWords.text(text))
        }
    }

    /// What is asked of all stacks.
    private static func common(
        _ entries: [(key: YAMLValue, name: String, value: YAMLValue)], _ devices: MatrixDevices
    ) throws(HarnessError) -> RunRequest {
        // Every stack puts its own source there.
        var request = RunRequest(.bare(.model(0)))
        request.models = devices.models
        request.skipsImpossible = true
        for (key, name, value) in entries where !ownKeys.contains(name) {
            guard let known = MatrixKey.ofMatrices.first(where: { $0.name == name }) else {
                throw key.unknown("key", name, among: ownKeys + MatrixKey.ofMatrices.map(\.name))
            }
            try known.read(value, &request)
        }
        return request
    }

    /// Nil without rules.
    private static func rules(
        _ value: YAMLValue?, of requests: [RunRequest]
    ) throws(HarnessError) -> [MatrixRule]? {
        guard let value else { return nil }
        return try value.list().map { (value) throws(HarnessError) in try MatrixRule(value, of: requests) }
    }

    /// Checks the cells that are left: that there are some, not too many, and that none excludes itself.
    private func check(axes: YAMLValue, rules: YAMLValue) throws(HarnessError) {
        var count = 0
        for request in requests {
            let designs = try DesignChoice.designs(named: request.designs).map(\.card.name)
            let cells: [CellSettings]
            do {
                cells = try request.sweep.cells()
            } catch {
                throw axes.fault(error.description)
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
    private func check(_ cell: CellSettings, _ axes: YAMLValue) throws(HarnessError) {
        do throws(HarnessError) {
            try cell.check()
        } catch {
            let text = error.description
            let named = try? axes.entries().last { entry in
                Axis.all.contains { $0.key == entry.name && text.contains($0.flag + " ") }
            }
            let hint = "; a rule of exclude can leave out \(cell.name)"
            throw (named?.value ?? axes).fault(MatrixWords.text(text) + hint)
        }
    }
}
