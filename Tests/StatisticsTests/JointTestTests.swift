import Foundation
import RandomNumbers
import Statistics
import Testing

@Suite struct JointTestTests {
    private static let seed: UInt64 = 1993

    private func values(_ count: Int, around middle: Double, _ generator: inout RandomGenerator) -> [Double] {
        (0..<count).map { _ in middle + Double.random(in: -0.01...0.01, using: &generator) }
    }

    /// Among any number of quantities one that is far out stands out as far as nine rounds allow.
    @Test func whatIsFarOutIsSeenAmongAnyNumber() {
        var generator = RandomGenerator(seed: Self.seed)
        let quantities = (0..<246).map { values(9, around: $0 == 100 ? 2.3 : 0, &generator) }
        let least = [Double](repeating: 0.001, count: 246)
        let found = JointTest(.withinRounds).pValues(of: quantities, least: least)
        #expect(found[100] == 2.0 / 512)
        #expect(found.count { $0 <= 0.05 } == 1)
    }

    @Test func amongRoundsToo() {
        var generator = RandomGenerator(seed: Self.seed)
        let quantities = (0..<246).map { place in
            let (first, second) = (values(9, around: 0, &generator), values(9, around: 0, &generator))
            return place == 100 ? first.map { $0 - 1 } + second.map { $0 + 1 } : first + second
        }
        let found = JointTest(.amongRounds(candidates: 9), draws: 1999)
            .pValues(of: quantities, least: [Double](repeating: 0.001, count: 246))
        #expect(found[100] <= 0.002)
        #expect(found.count { $0 <= 0.05 } == 1)
    }

    /// The chance that anything is wrongly found is what it is to be, for all quantities at once.
    @Test func theErrorIsKept() {
        var generator = RandomGenerator(seed: Self.seed)
        let wrong = (0..<300).count { _ in
            let quantities = (0..<10).map { _ in values(10, around: 0, &generator) }
            let found = JointTest(.withinRounds).pValues(
                of: quantities, least: Array(repeating: 0, count: 10))
            return found.contains { $0 <= 0.1 }
        }
        // 30 with a standard deviation of 5.
        #expect(wrong <= 48, "\(wrong) of 300, seed \(Self.seed)")
    }

    @Test func nothingIsNoTest() {
        #expect(JointTest(.withinRounds).pValues(of: [], least: []) == [])
        #expect(JointTest(.withinRounds).pValues(of: [[0, 0, 0]], least: [0]) == [1])
    }
}
