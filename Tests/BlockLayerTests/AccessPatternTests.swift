import Testing

@testable import BlockLayer

@Suite struct AccessPatternTests {
    private static func pattern(
        isRandom: Bool, readPercent: Int = 100, blockCount: UInt64, stream: UInt64 = 1
    ) -> AccessPattern {
        AccessPattern(
            isRandom: isRandom, readPercent: readPercent, blockCount: blockCount, seed: TestSettings.seed,
            stream: stream)
    }

    private static func blocks(_ pattern: AccessPattern, _ count: Int) -> [UInt64] {
        var pattern = pattern
        return (0..<count).map { _ in pattern.next().block }
    }

    @Test(arguments: [1, 2, 5] as [UInt64])
    func sequentialWraps(blockCount: UInt64) {
        let blocks = Self.blocks(Self.pattern(isRandom: false, blockCount: blockCount), 12)
        #expect(blocks == (0..<12).map { $0 % blockCount })
    }

    @Test(arguments: [1, 2, 3, 1000, 1 << 40, .max] as [UInt64])
    func randomStaysInRange(blockCount: UInt64) {
        let blocks = Self.blocks(Self.pattern(isRandom: true, blockCount: blockCount), 2_000)
        #expect(blocks.allSatisfy { $0 < blockCount }, "seed \(TestSettings.seed)")
    }

    /// Each block's share is within six standard deviations.
    @Test func randomReachesAllBlocksEqually() {
        var counts = Array(repeating: 0.0, count: 10)
        for block in Self.blocks(Self.pattern(isRandom: true, blockCount: 10), 100_000) {
            counts[Int(block)] += 1
        }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 6 * 95 }, "seed \(TestSettings.seed): \(counts)")
    }

    @Test(arguments: [0, 1, 30, 50, 99, 100])
    func mixesReadsAndWrites(readPercent: Int) {
        var pattern = Self.pattern(isRandom: true, readPercent: readPercent, blockCount: 100)
        var reads = 0
        for _ in 0..<100_000 where pattern.next().operation == .read { reads += 1 }
        let share = Double(readPercent) / 100
        let deviation = (100_000 * share * (1 - share)).squareRoot()
        #expect(abs(Double(reads) - 100_000 * share) <= 6 * deviation, "seed \(TestSettings.seed): \(reads)")
    }

    @Test func jobsDiffer() {
        let patterns = (1...4).map { Self.pattern(isRandom: true, blockCount: 1 << 30, stream: $0) }
        #expect(Set(patterns.map { Self.blocks($0, 20) }).count == 4)
        #expect(Self.blocks(patterns[0], 20) == Self.blocks(patterns[0], 20))
    }
}
