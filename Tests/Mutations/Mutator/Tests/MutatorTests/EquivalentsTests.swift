import Foundation
import Testing

@testable import Mutator

/// The list of mutants that are no different.
@Suite struct EquivalentsTests {
    @Test func readsIDsAndReasons() throws {
        let list = try Equivalents("# Words.\n\nA:drop:00000001 B+C:negate:abcdef01: a reason: this one\n")
        #expect(list.reasons.count == 2)
        #expect(list.reasons["B+C:negate:abcdef01"] == "a reason: this one")
    }

    @Test(arguments: [
        "A:drop:00000001", "A:drop:00000001:", ": reason", "A:fall:00000001: reason", "A:drop:1: reason",
        "A:drop:00000001: one\nA:drop:00000001: two",
    ])
    func refusesOthers(text: String) {
        #expect(throws: Equivalents.Malformed.self) { try Equivalents(text) }
    }

    /// Each entry is about a mutant of the sources as they are.
    @Test func everyEntryHasItsMutant() throws {
        let root = URL(filePath: #filePath).appending(path: "../../../../../..").standardized
        let text = try String(
            contentsOf: root.appending(path: "Tests/Mutations/equivalent.txt"), encoding: .utf8)
        let tree = try MutatedTree(root: root)
        #expect(tree.mutants.count > 1000)
        #expect(Set(tree.mutants.map(\.id)).count == tree.mutants.count)
        #expect(try Equivalents(text).unmatched(by: tree.mutants) == [])
    }
}
