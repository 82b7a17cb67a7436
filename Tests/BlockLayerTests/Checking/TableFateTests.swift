import RandomNumbers
import Testing

@testable import BlockLayer

/// What tables make of an IO, against the oracle that maps sector by sector; and times in ticks.
@Suite struct TableFateTests {
    @Test func agreesWithTheSectorOracle() {
        var random = RandomGenerator(seed: TestSettings.seed, stream: 3)
        var failing = 0
        for number in 0..<200 {
            let plan = StackPlan.random(levels: 1 + number % 4, &random)
            let oracle = SectorOracle(plan)
            let length = plan.devices.last!.sectorCount
            for _ in 0..<4 {
                let count = Int.random(in: 1...min(8, length), using: &random)
                let sector = Int.random(in: 0...length - count, using: &random)
                for operation in [BlockLayer.Operation.read, .write] {
                    let fates = oracle.fates(operation, sector: sector, count: count)
                    let fails = fates.contains { $0.contains(.failed) }
                    let fate = plan.fate(
                        operation, device: plan.devices.count - 1, sector: UInt64(sector),
                        count: UInt64(count))
                    #expect(
                        fails ? fate == .fails : fate != .fails, "plan \(number), seed \(TestSettings.seed)")
                    if fails { failing += 1 }
                }
            }
        }
        #expect(failing > 20)
    }

    @Test func pathsFailTogether() {
        let good = StackPlan.Device.leaf(64)
        let bad = StackPlan.Device.mapped([.error(64)])
        func fate(_ paths: [Int], queues: Bool) -> TableFate {
            let plan = StackPlan(devices: [
                good, bad, .mapped([.multipath(64, paths, queues: queues, reinstate: 9)]),
            ])
            return plan.fate(.read, device: 2, sector: 8, count: 8)
        }
        #expect(fate([0, 1], queues: true) == .passes && fate([0, 1], queues: false) == .mayFail)
        #expect(fate([1, 1], queues: true) == .fails && fate([1, 1], queues: false) == .fails)
    }

    /// The order of times stays, their length does not.
    @Test func timesAreShort() {
        let paths = StackPlan.Multipath(
            paths: [Leg(device: 0, startSector: 0)], queuesIfNoPath: true,
            reinstateNanoseconds: 86_400_000_000_000)
        let plan = StackPlan(devices: [
            .leaf(64),
            .mapped([
                .init(
                    sectorCount: 32,
                    kind: .delay(
                        [Leg(device: 0, startSector: 0)], readNanoseconds: 0, writeNanoseconds: 1_000_000)),
                .init(sectorCount: 32, kind: .multipath(paths)),
            ]),
        ]).inTicks()
        guard case .mapped(let lines) = plan.devices[1], case .delay(_, let read, let write) = lines[0].kind,
            let back = lines[1].kind.multipath?.reinstateNanoseconds
        else {
            Issue.record("the table has changed")
            return
        }
        #expect(read == 0 && write > 0 && back > write && back < 20)
    }

    @Test func anObstacleIsOneLine() {
        let over = { (lines: [StackPlan.Target]) in
            StackPlan(devices: [.leaf(1 << 20), .mapped([.error(64)]), .mapped(lines)])
        }
        let obstacle = { (plan: StackPlan, sectors: UInt32) in
            CheckCase(plan: plan, ios: 1, depth: 1, blockSectors: sectors).obstacle
        }
        let stripes = over([.striped(1 << 16, chunk: 1, [0, 0])])
        #expect(obstacle(stripes, 8) == nil)
        #expect(obstacle(stripes, 4096)?.contains("pieces") == true)
        #expect(
            obstacle(over([.multipath(64, [1, 1], queues: true, reinstate: 5)]), 8)?.contains("line 1")
                == true)
        #expect(obstacle(over([.multipath(64, [0, 1], queues: true, reinstate: 5)]), 8) == nil)
        var levels: [StackPlan.Device] = [.leaf(1 << 12)]
        for _ in 0..<6 {
            levels.append(.mapped([.mirror(1 << 12, Array(repeating: levels.count - 1, count: 9))]))
        }
        #expect(obstacle(StackPlan(devices: levels), 8)?.contains("clones") == true)
    }
}
