import Foundation
import RandomNumbers
import Statistics
import Testing

@Suite struct SignedRankTests {
    private static let seed: UInt64 = 1945

    /// An interval is what the test would not reject: just inside its ends it does not, just outside it does.
    @Test(arguments: [9, 12, 40, 130], [0.9, 0.99]) func theIntervalIsWhatTheTestDoesNotReject(
        count: Int, confidence: Double
    ) throws {
        let values = BootstrapTests.values(count, seed: Self.seed)
        let interval = try #require(SignedRank(values)?.interval(confidence: confidence))
        func pValue(_ shift: Double) -> Double { SignedRank(values.map { $0 - shift })?.pValue ?? 0 }
        for (end, outwards) in [(interval.lower, -1e-9), (interval.upper, 1e-9)] {
            #expect(pValue(end + outwards) <= 1 - confidence)
            #expect(pValue(end - outwards) > 1 - confidence)
        }
    }

    @Test func intervalsHoldTheMiddleAsOftenAsTheySay() throws {
        var generator = RandomGenerator(seed: Self.seed)
        let held = try (0..<1000).count { _ in
            // Noise that is as likely up as down, and heavy-tailed.
            let values = (0..<15).map { _ in
                let uniform = Double.random(in: 0.001..<1, using: &generator)
                return 5 + (Bool.random(using: &generator) ? 1 : -1) * pow(uniform, -0.7)
            }
            return try #require(SignedRank(values)?.interval(confidence: 0.9)).contains(5)
        }
        // At least 900 of 1000 with a standard deviation of 9.
        #expect((870...960).contains(held), "\(held) of 1000, seed \(Self.seed)")
    }

    @Test func theEstimateIsTheMedianOfThePairsMeans() throws {
        #expect(SignedRank([1, 2, 9])?.estimate == 3.5)
        #expect(SignedRank([3])?.estimate == 3)
    }

    @Test func nothingAndNoNumbersAreNoTest() {
        #expect(SignedRank([]) == nil)
        #expect(SignedRank([1, .nan]) == nil)
        #expect(SignedRank([1, .infinity]) == nil)
    }

    @Test func whatNeverDiffersSaysNothing() throws {
        let equal = try #require(SignedRank([Double](repeating: 0, count: 20)))
        #expect(equal.pValue == 1)
        #expect(equal.interval(confidence: 0.99) == Interval(lower: 0, upper: 0, confidence: 0.99))
    }

    @Test func tooFewAllowNoSureInterval() {
        #expect(SignedRank([1, 2, 3, 4, 5, 6, 7])?.interval(confidence: 0.99) == nil)
        #expect(SignedRank([1, 2, 3, 4, 5, 6, 7, 8])?.interval(confidence: 0.99) != nil)
    }
}
