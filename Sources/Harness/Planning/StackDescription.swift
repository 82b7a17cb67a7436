/// The target of a run's IO, in words.
public struct StackDescription: Sendable {
    /// The matrix's name for it; nil where there is only one.
    public let name: String?
    /// The shape of the top device: `striped:2:4096`.
    public let shape: String
    /// The table, in concise form for several mapped devices; empty for a bare device.
    public let tableText: String
    /// The leaves as the text names them first.
    public let deviceNames: [String]
    private let columnsOfRequest: [String: String]
    private let models: [ModelRequest]

    init(_ request: RunRequest, _ stack: StackPlanner) {
        name = request.name
        shape = stack.shape
        tableText = request.source.tableText
        deviceNames = stack.leaves.facts.map(\.name)
        models = stack.leaves.facts.compactMap(\.modelRequest)
        columnsOfRequest = request.columns
    }

    /// The settings of the request and of its model devices in a machine, by columns of results.
    func columns(in machine: MachineChoice?) -> [String: String] {
        columnsOfRequest.merging(Self.merged(models.map { $0.inside(machine).columns })) { own, _ in own }
    }

    /// Of each setting one value if all devices have it, else that of each; empty for real devices.
    private static func merged(_ models: [[String: String]]) -> [String: String] {
        let names = ModelRequest.settings.map(\.names.name)
        return Dictionary(
            uniqueKeysWithValues: names.map { name in
                let texts = models.compactMap { $0[name] }
                if Set(texts).count == 1 { return (name, texts[0]) }
                return (name, texts.map { $0.isEmpty ? "none" : $0 }.joined(separator: " "))
            })
    }
}
