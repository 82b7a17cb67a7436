import BlockLayer

/// A rule of `include` or `exclude`: the cells that have one of the values of each of its keys.
struct MatrixRule: Sendable {
    private var stacks: [String]?
    private var designs: [String]?
    private var axes: [(axis: Axis, texts: [String])] = []

    /// Reads `{stack: NAME, design: NAME, AXIS: VALUE}`, in place of each value also a list.
    ///
    /// - Parameter requests: what the rule is about; a value that none of them has is a mistake.
    init(_ value: YAMLValue, of requests: [RunRequest]) throws(HarnessError) {
        for (key, name, values) in try value.entries() {
            let values = try values.list()
            switch name {
            case "stack": stacks = try Self.names(values, "stack", among: requests.compactMap(\.name))
            case "design": designs = try Self.names(values, "design", among: Self.designs(of: requests))
            default:
                guard let axis = Axis.all.first(where: { $0.key == name }) else {
                    throw key.unknown("key", name, among: ["stack", "design"] + Axis.all.map(\.key))
                }
                axes.append((axis, try Self.texts(values, of: axis, requests)))
            }
        }
    }

    func matches(stack: String, _ cell: CellSettings, design: String) -> Bool {
        (stacks?.contains(stack) ?? true) && (designs?.contains(design) ?? true)
            && axes.allSatisfy { $0.texts.contains($0.axis.text(cell)) }
    }

    private static func designs(of requests: [RunRequest]) -> [String] {
        requests.flatMap { $0.designs ?? Catalogue.all.map(\.card.name) }.uniqued()
    }

    private static func names(
        _ values: [YAMLValue], _ what: String, among known: [String]
    ) throws(HarnessError) -> [String] {
        try values.map { (value) throws(HarnessError) in
            let name = try value.word()
            guard known.contains(name) else { throw value.unknown(what, name, among: known) }
            return name
        }
    }

    private static func texts(
        _ values: [YAMLValue], of axis: Axis, _ requests: [RunRequest]
    ) throws(HarnessError) -> [String] {
        // Queues that are not given follow the jobs.
        let known = requests.flatMap { request in
            request.sweep.values(of: axis)?.map(\.text)
                ?? (axis.key == Axis.pollQueues.key ? [] : [axis.text(CellSettings())])
        }
        return try values.map { (value) throws(HarnessError) in
            let text = try value.parsed { (word) throws(HarnessError) in try axis.value(word).text }
            guard known.isEmpty || known.contains(text) else {
                throw value.fault(
                    "no cell has \(axis.key) \(text); there are: \(known.uniqued().joined(separator: ", "))")
            }
            return text
        }
    }
}
