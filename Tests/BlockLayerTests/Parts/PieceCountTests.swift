import Testing

@testable import BlockLayer

/// The most clones that an IO can need: no fewer than it has at worst, and no more, since pools are filled for that.
@Suite struct PieceCountTests {
    private static func limits(_ devices: [StackPlan.Device], _ sectors: Int) -> [Int] {
        let limits = StackLimits(StackPlan(devices: devices), rootSectors: UInt32(sectors))
        return [limits.clonesPerRoot, limits.piecesPerBio]
    }

    @Test func aLeafDividesAtItsLargestIO() {
        for (sectors, expected) in [(1, [0, 1]), (3, [0, 1]), (4, [2, 2]), (6, [2, 2]), (7, [3, 3])] {
            #expect(Self.limits([.leaf(64, maxSectors: 3)], sectors) == expected, "\(sectors) sectors")
        }
    }

    @Test func aStripeDividesAtEachChunk() {
        let devices = [StackPlan.Device.leaf(64), .leaf(64), .mapped([.striped(128, chunk: 4, [0, 1])])]
        for (sectors, pieces) in [(1, 1), (2, 2), (5, 2), (6, 3), (8, 3), (9, 3), (10, 4)] {
            #expect(Self.limits(devices, sectors) == [pieces, pieces], "\(sectors) sectors")
        }
    }

    /// It begins on the last sector of a line.
    @Test func linesDivide() {
        let lines = [StackPlan.Target.linear(4, 0), .linear(4, 0), .linear(4, 0)]
        for (sectors, pieces) in [(1, 1), (2, 2), (5, 2), (6, 3), (9, 3)] {
            #expect(Self.limits([.leaf(64), .mapped(lines)], sectors) == [pieces, pieces])
        }
    }

    @Test func aMirrorHasAllLegs() {
        let devices = [StackPlan.Device.leaf(64), .leaf(64), .leaf(64), .mapped([.mirror(64, [0, 1, 2])])]
        #expect(Self.limits(devices, 8) == [3, 3])
    }

    /// One path after the other may be tried, and each clone is divided anew.
    @Test func pathsAddUp() {
        let devices = [
            StackPlan.Device.leaf(64, maxSectors: 4), .leaf(64, maxSectors: 3),
            .mapped([.multipath(64, [0, 1])]),
        ]
        #expect(Self.limits(devices, 8) == [1 + 2 + 3, 3])
        let mirror = [
            StackPlan.Device.leaf(64, maxSectors: 4), .leaf(64, maxSectors: 3),
            .mapped([.mirror(64, [0, 1])]),
        ]
        #expect(Self.limits(mirror, 8) == [2 + 2 * 3, 3], "each leg as the worst one")
    }

    @Test func levelsMultiply() {
        let devices = [
            StackPlan.Device.leaf(64, maxSectors: 2), .mapped([.striped(64, chunk: 4, [0])]),
            .mapped([.linear(64, 1)]),
        ]
        // A clone, three chunks of it, and two parts of each.
        #expect(Self.limits(devices, 8) == [1 + 3 * 3, 3])
        #expect(StackLimits(StackPlan(devices: devices), rootSectors: 8).devices == 3)
    }

    /// What is longer than a line or a chunk reaches the device below only in parts.
    @Test func partsAreNoLongerThanTheirLine() {
        let short = [StackPlan.Device.leaf(64, maxSectors: 2), .mapped([.linear(3, 0), .linear(61, 0)])]
        #expect(Self.limits(short, 8) == [2 + 2 * 4, 4])
        let only = [StackPlan.Device.leaf(64, maxSectors: 2), .mapped([.linear(3, 0)])]
        #expect(Self.limits(only, 8) == [1 + 2, 2])
    }

    @Test func moreThanANumberHoldsIsTheLargestOne() {
        var devices = [StackPlan.Device.leaf(1 << 20, maxSectors: 1)]
        for level in 0..<24 { devices.append(.mapped([.striped(1 << 20, chunk: 1, [level, level])])) }
        #expect(Self.limits(devices, 1 << 12)[0] < .max, "chunks of one sector are divided no further")
        for level in 24..<90 { devices.append(.mapped([.mirror(1 << 20, [level, level, level])])) }
        #expect(Self.limits(devices, 1 << 12)[0] == .max)
    }
}
