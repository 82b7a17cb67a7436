import RandomNumbers
import Statistics
import Testing

@Suite struct AveragesTests {
    @Test func median() {
        #expect([Double]().median == nil)
        #expect([3.0].median == 3)
        #expect([9.0, 1, 5].median == 5)
        #expect([4.0, 1, 2, 9].median == 3)
        let most = Double.greatestFiniteMagnitude
        #expect([most, most].median == most)
    }

    @Test func quantile() {
        #expect([Double]().quantile(0.2) == nil)
        #expect([3.0].quantile(0.2) == 3)
        #expect([9.0, 1, 5].quantile(0) == 1 && [9.0, 1, 5].quantile(1) == 9)
        #expect([9.0, 1, 5].quantile(0.25) == 3)
        #expect([9.0, 1, 5, 7, 3, 11].quantile(0.2) == 3)
    }

    @Test func harmonicMean() throws {
        #expect([Double]().harmonicMean == nil)
        #expect([2.0, 0].harmonicMean == nil)
        #expect([2.0, .nan].harmonicMean == nil)
        // The same way there with 30 and back with 60: 40 all in all.
        #expect(abs(try #require([30.0, 60].harmonicMean) - 40) < 1e-12)
    }

    /// What a seed gave it gives for ever: schedules and intervals can be had again.
    @Test func aSeedsNumbersStay() {
        var generator = RandomGenerator(seed: 1_234_567)
        let words = (0..<3).map { _ in generator.next() }
        #expect(words == [4_290_889_408_473_931_014, 10_195_732_292_744_551_193, 5_690_188_270_038_100_542])
        var stream = RandomGenerator(seed: 1, stream: 7)
        #expect(stream.next() == 13_802_226_903_019_680_389)
    }
}
