import Results
import Testing

@Suite struct DistinctNamesTests {
    @Test func namesDifferInMoreThanTheirCase() {
        var names = DistinctNames()
        let taken = ["a", "A", "a-2", "b", "a"].map { names.take($0) }
        #expect(taken == ["a", "A-2", "a-2-2", "b", "a-3"])
    }
}
