import RandomNumbers
import Statistics
import Testing

@Suite struct HolmTests {
    @Test func theExampleOfTheTextbooks() {
        let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005])
        for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
            #expect(abs(value - expected) < 1e-12)
        }
    }

    @Test func oneTestIsNotCorrectedAndNoneIsNone() {
        #expect(Holm.adjusted([0.02]) == [0.02])
        #expect(Holm.adjusted([]) == [])
        #expect(Holm.adjusted([0.9, 0.8]) == [1, 1])
    }

    /// Pair by pair that would be ten thousand million comparisons.
    @Test func ranksOfManyValuesAreCountedInTime() throws {
        var generator = RandomGenerator(seed: 1947)
        let sides = (0..<2).map { _ in (0..<100_000).map { _ in Double(generator.next() % 500) } }
        let test = try #require(MannWhitney(sides[0], sides[1].map { $0 + 10 }))
        #expect(test.pValue < 1e-9)
        #expect(test.u < 5e9)
    }

    @Test func ranksOfNothingOrOfNoNumbersAreNoTest() {
        #expect(MannWhitney([], [1]) == nil)
        #expect(MannWhitney([1], [.nan]) == nil)
        #expect(MannWhitney([1, 1, 1], [1, 1, 1])?.pValue == 1)
    }
}
