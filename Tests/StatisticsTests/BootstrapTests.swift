import RandomNumbers
import Statistics
import Testing

@Suite struct BootstrapTests {
    static let seed: UInt64 = 20_211_118

    /// Skewed values around a median of 10, from a seed.
    static func values(_ count: Int, seed: UInt64) -> [Double] {
        var generator = RandomGenerator(seed: seed)
        return (0..<count).map { _ in
            let uniform = Double.random(in: 0..<1, using: &generator)
            return uniform < 0.5 ? 9 + 2 * uniform : 10 + 8 * (uniform - 0.5)
        }
    }

    @Test func sameSeedSameInterval() {
        let values = Self.values(15, seed: Self.seed)
        #expect(Bootstrap(seed: 7).median(of: values) == Bootstrap(seed: 7).median(of: values))
        let pairs = values.map { Pair(base: $0, candidate: 2 * $0) }
        #expect(Bootstrap(seed: 7).ratio(of: pairs) == Bootstrap(seed: 7).ratio(of: pairs))
    }

    @Test func intervalsHoldTheMedianAsOftenAsTheySay() throws {
        let count = 100
        let held = try (0..<count).filter { trial in
            let values = Self.values(25, seed: Self.seed + UInt64(trial))
            let interval = try #require(
                Bootstrap(seed: UInt64(trial), resamples: 150, confidence: 0.9).median(of: values))
            return interval.contains(10)
        }
        // 90 of 100 with a standard deviation of 3.
        #expect((80...99).contains(held.count), "\(held.count) of \(count), seed \(Self.seed)")
    }

    @Test func roundsAreDrawnWhole() throws {
        // Rounds differ a hundredfold, but in each the candidate is 3 % slower: drawn whole, nothing else is seen.
        let pairs = (1...15).map { Pair(base: Double($0 * $0), candidate: Double($0 * $0) * 1.03) }
        let interval = try #require(Bootstrap(seed: Self.seed).ratio(of: pairs))
        #expect(abs(interval.lower - 1.03) < 1e-12 && abs(interval.upper - 1.03) < 1e-12)
    }

    @Test func moreConfidenceIsAWiderInterval() throws {
        let values = Self.values(25, seed: Self.seed)
        let narrow = try #require(Bootstrap(confidence: 0.8).median(of: values))
        let wide = try #require(Bootstrap(confidence: 0.99).median(of: values))
        #expect(wide.lower < narrow.lower && narrow.upper < wide.upper)
    }

    @Test(arguments: [[], [1, .nan], [.infinity]]) func noNumberNoInterval(_ values: [Double]) {
        #expect(Bootstrap().median(of: values) == nil)
    }

    @Test(arguments: [0, -1, Double.nan, .infinity]) func noRatioNoInterval(_ value: Double) {
        let good = Pair(base: 1, candidate: 1)
        #expect(Bootstrap().ratio(of: [good, Pair(base: value, candidate: 1)]) == nil)
        #expect(Bootstrap().ratio(of: [good, Pair(base: 1, candidate: value)]) == nil)
        #expect(Bootstrap().ratio(of: []) == nil)
    }
}
