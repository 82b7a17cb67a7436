import Foundation

/// What `environment.json` says, for people: any document will do, as versions come and go.
struct EnvironmentFacts: Sendable {
    /// A value and where it stands in the document, `cpus.model`.
    struct Fact: Sendable {
        let path: String
        let value: String
    }

    /// In the order of their paths.
    let facts: [Fact]

    /// A hundred times the record of a large machine.
    private static let mostBytes = 4 << 20

    /// Nil if there is no such file, or no JSON of bearable size in it.
    init?(_ file: URL) {
        guard let handle = try? FileHandle(forReadingFrom: file),
            let data = try? handle.read(upToCount: Self.mostBytes + 1), data.count <= Self.mostBytes,
            let json = try? JSONDecoder().decode(JSONNode.self, from: data)
        else { return nil }
        facts = json.leaves(at: "").map { Fact(path: $0, value: $1) }
    }

    /// Nil for what is not there or not known.
    subscript(path: String) -> String? {
        facts.first { $0.path == path && $0.value != JSONNode.unknown }?.value
    }

    /// The machine in a line: `AMD EPYC 7B13, CPUs 0-1, kvm, Linux 6.12.5`.
    var machine: String {
        let cpus = self["cpus.online"].map { "CPUs \($0)" }
        let kernel = self["kernel.release"].map { "Linux \($0)" }
        return [self["cpus.model"], cpus, self["virtualisation.hypervisor"], kernel]
            .compactMap(\.self).joined(separator: ", ")
    }
}

/// Any JSON.
private enum JSONNode: Decodable {
    case object([String: JSONNode])
    case list([JSONNode])
    case value(String)

    static let unknown = "not known"

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let object = try? value.decode([String: JSONNode].self) {
            self = .object(object)
        } else if let list = try? value.decode([JSONNode].self) {
            self = .list(list)
        } else if let truth = try? value.decode(Bool.self) {
            self = .value(truth ? "yes" : "no")
        } else if let whole = try? value.decode(Int64.self) {
            self = .value(String(whole))
        } else if let number = try? value.decode(Double.self) {
            self = .value(String(number))
        } else {
            self = .value((try? value.decode(String.self)) ?? Self.unknown)
        }
    }

    /// Each value with its path, by the order of paths.
    func leaves(at path: String) -> [(String, String)] {
        let children =
            switch self {
            case .object(let members): members.sorted { $0.key < $1.key }
            case .list(let items): items.enumerated().map { (key: String($0), value: $1) }
            case .value: [(key: String, value: JSONNode)]()
            }
        if case .value(let text) = self { return [(path, text)] }
        return children.flatMap { $0.value.leaves(at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    }
}
