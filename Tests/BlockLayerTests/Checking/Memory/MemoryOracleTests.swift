import RandomNumbers
import Testing

@testable import BlockLayer

/// All outcomes of random litmus tests, against models that were written down in another way.
@Suite struct MemoryOracleTests {
    private static let count = TestSettings.count(short: 60, medium: 60, long: 2_000)

    private static func litmusTests(_ stream: UInt64) -> [Litmus] {
        var random = RandomGenerator(seed: TestSettings.seed, stream: stream)
        return (0..<count).map { _ in Litmus(random: &random) }
    }

    @Test func tsoIsStoreBuffers() {
        for litmus in Self.litmusTests(1) {
            let expected = StoreBufferOracle.outcomes(of: litmus, hasBuffers: true)
            #expect(litmus.outcomes(.tso) == expected, "seed \(TestSettings.seed): \(litmus)")
        }
    }

    @Test func scHasNoBuffers() {
        for litmus in Self.litmusTests(2) {
            let expected = StoreBufferOracle.outcomes(of: litmus, hasBuffers: false)
            #expect(litmus.outcomes(.sc) == expected, "seed \(TestSettings.seed): \(litmus)")
        }
    }

    /// A load that is sequentially consistent follows the order of the schedule, which is more than the axioms ask.
    @Test func weakIsWhatTheAxiomsSay() {
        for litmus in Self.litmusTests(3) {
            let expected = CppOracle.outcomes(of: litmus)
            let found = litmus.outcomes(.weak)
            let isRight = litmus.hasSequentialLoads ? found.isSubset(of: expected) : found == expected
            #expect(isRight, "seed \(TestSettings.seed): \(litmus)")
        }
    }
}
