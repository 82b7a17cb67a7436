@testable import BlockLayer

extension Catalogue {
    /// The design of a name, with the number behind a colon for its parameter.
    static func entry(named name: String) -> CatalogueEntry<RealMachine>? {
        let parts = name.split(separator: ":")
        let entry = designs.first { $0.card.name == parts[0] }
        return parts.count == 1 ? entry : Int(parts[1]).flatMap { entry?.with(parameter: $0) }
    }

    /// Those that poll, by name, and one whose FIFO is always full.
    static var pollingNames: [String] {
        designs.filter { !$0.waitsForInterrupts }.map(\.card.name) + ["task-fifo:2"]
    }
}
