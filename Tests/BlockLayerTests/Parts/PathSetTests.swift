import Testing

@testable import BlockLayer

/// Whose turn it is among paths, and how long one that failed is left out.
@Suite struct PathSetTests {
    private typealias M = StillMachine

    /// Paths on devices of which there are none. Their legs live as long as the process.
    private static func paths(_ count: Int, reinstateTicks: UInt64?) -> PathSet<M> {
        let legs = allocateBuffer((0..<count).map { Leg(device: $0, startSector: 0) })
        return PathSet(legs, queuesIfNoPath: false, reinstateTicks: reinstateTicks)
    }

    private static func turns(_ paths: borrowing PathSet<M>, _ count: Int) -> [Int?] {
        var turns: [Int?] = []
        for _ in 0..<count { turns.append(paths.next()) }
        return turns
    }

    @Test(arguments: [1, 2, 3, 63, 64])
    func eachPathHasItsTurn(count: Int) {
        let paths = Self.paths(count, reinstateTicks: nil)
        let taken = Self.turns(paths, 3 * count).compactMap(\.self)
        for path in 0..<count { #expect(taken.count { $0 == path } == 3, "path \(path)") }
        if count > 1 { #expect(zip(taken, taken.dropFirst()).allSatisfy { $1 == ($0 + 1) % count }) }
    }

    @Test func aPathThatFailedIsLeftOut() {
        let paths = Self.paths(3, reinstateTicks: nil)
        paths.fail(1)
        let taken = Self.turns(paths, 8)
        let hasPath = paths.hasPath()
        #expect(Set(taken) == [0, 2] && taken.count { $0 == 0 } == 4 && hasPath)
        paths.fail(0)
        let others = Self.turns(paths, 3)
        #expect(others == [2, 2, 2])
        paths.fail(2)
        let none = Self.turns(paths, 2)
        let hasNone = !paths.hasPath()
        #expect(none == [nil, nil] && hasNone)
    }

    /// From its first failure on, not from one that was reported later.
    @Test func aPathComesBackWhenItsTimeIsUp() {
        let paths = Self.paths(2, reinstateTicks: 100)
        M.at(1_000) {
            paths.fail(0)
            paths.fail(1)
        }
        M.at(1_050) { paths.fail(0) }
        let early = M.at(1_099) { paths.hasPath() }
        let inTime = M.at(1_100) { Self.turns(paths, 4) }
        #expect(!early && Set(inTime) == [0, 1])
        M.at(1_200) { paths.fail(1) }
        let one = M.at(1_299) { Self.turns(paths, 2) }
        let both = M.at(1_300) { Self.turns(paths, 4) }
        #expect(one == [0, 0] && Set(both) == [0, 1])
    }

    /// Each by its own time.
    @Test func pathsComeBackOneByOne() {
        let paths = Self.paths(3, reinstateTicks: 100)
        for path in 0..<3 { M.at(UInt64(1_000 + 10 * path)) { paths.fail(path) } }
        let seen = [1_099, 1_100, 1_110, 1_120].map { now in
            Set(M.at(now) { Self.turns(paths, 6) }.compactMap(\.self))
        }
        #expect(seen == [[], [0], [0, 1], [0, 1, 2]])
    }
}
