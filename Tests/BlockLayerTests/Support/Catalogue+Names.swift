@testable import BlockLayer

extension Catalogue {
    /// The design of a name, with the word behind a colon for its parameter.
    static func entry(named name: String) -> CatalogueEntry? {
        let parts = name.split(separator: ":")
        let entry = designs.first { $0.card.name == parts[0] }
        return parts.count == 1 ? entry : entry?.with(parameter: String(parts[1]))
    }

    /// Those that poll, by name, one whose FIFO is always full, and those with their words side by side.
    static var pollingNames: [String] {
        designs.filter { !$0.waitsForInterrupts }.map(\.card.name) + ["task-fifo:2"]
            + designs.filter { $0.with(parameter: "packed") != nil }.map { $0.card.name + ":packed" }
    }
}
