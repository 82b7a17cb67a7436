import Testing

@testable import Mutator

/// Names of mutants, by which results and explanations are kept.
@Suite struct MutantIDTests {
    private static func ids(_ source: String) -> [String] {
        MutatedSource(source, file: "Engine/A.swift").mutants.map(\.id)
    }

    @Test func theSameSourceHasTheSameMutants() {
        let source = "func f() { if a < 3 { g(a) }\n h(a); h(a) }"
        #expect(Self.ids(source) == Self.ids(source))
        #expect(Set(Self.ids(source)).count == Self.ids(source).count)
    }

    @Test func idsDoNotMoveWithLines() {
        let source = "func f() { if a < 3 { g(a) } }"
        let moved = "// A comment.\n\nfunc e() {}\nfunc f() {\n    if a < 3 {\n        g(a)\n    }\n}\n"
        #expect(Self.ids(source) == Self.ids(moved))
    }

    @Test func idsChangeWithThePlaceAndWhatItSays() {
        #expect(Set(Self.ids("func f() { g() }")).isDisjoint(with: Self.ids("func h() { g() }")))
        #expect(Set(Self.ids("func f() { g(a) }")).isDisjoint(with: Self.ids("func f() { g(b) }")))
    }

    @Test func numbersGoOnFromFileToFile() {
        let mutated = MutatedSource("func f() { g() }", file: "A.swift", firstNumber: 7)
        #expect(mutated.text.contains("mutantIs(7)"))
    }
}
