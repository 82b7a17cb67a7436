import RandomNumbers
import Testing

@testable import BlockLayer

/// The engine against a sector-by-sector oracle, over every small combination.
@Suite struct MappingTests {
    private static let limits = [1, 3, 8, 1024]

    @Test(arguments: [1, 2, 3, 4], [1, 2, 3, 4, 7, 8])
    func stripes(legCount: Int, chunk: Int) {
        let rows = 2
        for limit in Self.limits {
            let leaves = (0..<legCount).map { _ in
                StackPlan.Device.leaf(rows * chunk + 5, maxSectors: limit)
            }
            let sectors = legCount * rows * chunk
            let line = StackPlan.Target.striped(sectors, chunk: chunk, Array(0..<legCount), at: 5)
            var check = MappingCheck(StackPlan(devices: leaves + [.mapped([line])]), mostSectors: sectors)
            // Long enough to begin and end anywhere in a chunk with each leg between.
            let fault = check.everyIO(mostSectors: min(sectors, (legCount + 1) * chunk)) { sector, count in
                Self.leafCount(sector, count, chunk: chunk, limit: limit)
            }
            #expect(fault == nil)
        }
    }

    /// As few leaves as chunks and the device's limit allow.
    private static func leafCount(_ sector: Int, _ count: Int, chunk: Int, limit: Int) -> Int {
        var leaves = 0
        var length = 0
        for sector in sector..<sector + count {
            if length == limit || sector % chunk == 0 { length = 0 }
            if length == 0 { leaves += 1 }
            length += 1
        }
        return leaves
    }

    @Test(arguments: limits)
    func linear(limit: Int) {
        let line = StackPlan.Target.linear(24, 0, at: 7)
        var check = MappingCheck(
            StackPlan(devices: [.leaf(31, maxSectors: limit), .mapped([line])]), mostSectors: 24)
        let fault = check.everyIO(mostSectors: 24) { _, count in (count + limit - 1) / limit }
        #expect(fault == nil)
    }

    /// A table of one line that remaps in place makes no clone: only the device's limit does.
    @Test(arguments: limits)
    func remap(limit: Int) {
        let plan = StackPlan(devices: [
            .leaf(40, maxSectors: limit), .mapped([.remap(31, 0, at: 7)]), .mapped([.remap(24, 1, at: 2)]),
        ])
        var check = MappingCheck(plan, mostSectors: 24)
        for sector in 0..<24 {
            for count in 1...24 - sector {
                let leaves = (count + limit - 1) / limit
                #expect(check.fault(.read, sector, count, leaves) == nil)
                #expect(check.cloneCount == (leaves == 1 ? 0 : leaves))
            }
        }
    }

    /// In place below a stripe and above one, and an IO that is cut between two lines.
    @Test func remapsAmongOthers() {
        let plan = StackPlan(devices: [
            .leaf(24, maxSectors: 3), .leaf(24), .mapped([.remap(9, 0, at: 4), .remap(7, 1)]),
            .mapped([.striped(30, chunk: 3, [2, 1])]),
            .mapped([.remap(11, 3, at: 2), .linear(5, 1), .remap(12, 3, at: 14)]),
        ])
        var check = MappingCheck(plan, mostSectors: 28)
        #expect(check.everyIO(mostSectors: 28) == nil)
    }

    /// A device without any table: nothing to map, but its limit divides IOs too.
    @Test(arguments: limits)
    func bareDevice(limit: Int) {
        var check = MappingCheck(StackPlan(devices: [.leaf(20, maxSectors: limit)]), mostSectors: 20)
        let fault = check.everyIO(mostSectors: 20) { _, count in (count + limit - 1) / limit }
        #expect(fault == nil)
    }

    /// Each ordered pair and triple of kinds as lines of one table.
    @Test(arguments: [2, 3])
    func linesOfAllKinds(lineCount: Int) {
        let kinds: [StackPlan.Target] = [
            .linear(5, 0, at: 3), .remap(5, 1, at: 2), .striped(12, chunk: 3, [0, 1]), .mirror(4, [1, 0]),
            .error(3), .zero(2),
        ]
        var tables: [[StackPlan.Target]] = [[]]
        for _ in 0..<lineCount { tables = tables.flatMap { table in kinds.map { table + [$0] } } }
        for lines in tables {
            let plan = StackPlan(devices: [.leaf(12), .leaf(12, maxSectors: 3), .mapped(lines)])
            var check = MappingCheck(plan, mostSectors: 36)
            #expect(check.everyIO(mostSectors: lineCount == 2 ? 24 : 8) == nil)
        }
    }

    /// dm's own search among many lines: every position in tables of 1 to 9 lines of one sector.
    @Test func manyLines() {
        for lineCount in 1...9 {
            let lines = (0..<lineCount).map { StackPlan.Target.linear(1, 0, at: 2 * (lineCount - $0)) }
            var check = MappingCheck(StackPlan(devices: [.leaf(24), .mapped(lines)]), mostSectors: lineCount)
            #expect(check.everyIO(mostSectors: lineCount) { _, count in count } == nil)
        }
    }

    @Test func stripesOverStripes() {
        for (lower, upper) in [(1, 1), (1, 3), (3, 1), (2, 4), (4, 2), (3, 7), (7, 3)] {
            let half = 2 * lower * upper * 2
            let plan = StackPlan(devices: [
                .leaf(half), .leaf(half, maxSectors: 3), .mapped([.striped(half, chunk: lower, [0, 1])]),
                .mapped([.striped(half, chunk: lower, [1, 0], at: half / 2)]),
                .mapped([.striped(2 * half, chunk: upper, [2, 3])]),
            ])
            var check = MappingCheck(plan, mostSectors: 2 * half)
            #expect(check.everyIO(mostSectors: 25) == nil)
        }
    }

    /// The same device under two lines, under two legs, and under two levels.
    @Test func aDeviceReachedTwice() {
        let plan = StackPlan(devices: [
            .leaf(40, maxSectors: 3), .mapped([.striped(16, chunk: 2, [0, 0]), .linear(8, 0, at: 32)]),
            .mapped([.linear(6, 1, at: 9), .linear(10, 0, at: 20), .mirror(8, [1, 0, 1])]),
        ])
        var check = MappingCheck(plan, mostSectors: 24)
        #expect(check.everyIO(mostSectors: 24) == nil)
    }

    @Test(arguments: 1...5)
    func linearTablesOnEachOther(depth: Int) {
        var devices: [StackPlan.Device] = [.leaf(40, maxSectors: 8)]
        for level in 0..<depth { devices.append(.mapped([.linear(40 - 3 * (level + 1), level, at: 3)])) }
        let sectors = devices.last!.sectorCount
        var check = MappingCheck(StackPlan(devices: devices), mostSectors: sectors)
        #expect(check.everyIO(mostSectors: sectors) { _, count in (count + 7) / 8 } == nil)
    }

    @Test(arguments: 1...5)
    func randomStacks(depth: Int) {
        var random = RandomGenerator(seed: TestSettings.seed, stream: UInt64(depth))
        for number in 0..<30 {
            let plan = StackPlan.random(levels: depth, &random)
            let sectors = plan.devices.last!.sectorCount
            var check = MappingCheck(plan, mostSectors: sectors)
            for _ in 0..<60 {
                let sector = Int.random(in: 0..<sectors, using: &random)
                let count = Int.random(in: 1...sectors - sector, using: &random)
                let operation: BlockLayer.Operation = Bool.random(using: &random) ? .read : .write
                let fault = check.fault(operation, sector, count)
                #expect(fault == nil, "seed \(TestSettings.seed), depth \(depth), stack \(number)")
                if fault != nil { return }
            }
        }
    }
}
