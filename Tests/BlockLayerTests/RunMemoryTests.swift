import Testing

@testable import BlockLayer

/// The account of memory before a run.
@Suite struct RunMemoryTests {
    private static func plan(levels: Int) -> StackPlan {
        StackPlan(
            devices: [.leaf(1 << 20, workers: 2)]
                + (0..<levels).map { .mapped([.striped(1 << 20, chunk: 1, [$0])]) })
    }

    private static func settings(levels: Int, depth: Int, blockSectors: UInt32 = 8) -> RunSettings {
        RunSettings(
            plan: plan(levels: levels), cpus: [nil, nil], depth: depth, blockSectors: blockSectors,
            rangeSectors: 1 << 16, seed: TestSettings.seed, ioLimit: 1)
    }

    private static func memory(_ name: String, _ settings: RunSettings, _ model: ModelSettings) -> RunMemory {
        let design = Catalogue.designs.first { $0.card.name == name }!
        return design.memory(on: .model([model]), settings)
    }

    /// Each design's bios take what its pools and arrays do, to the byte.
    @Test(arguments: [(1, 1), (3, 7)])
    func biosAreThoseOfThePools(levels: Int, depth: Int) {
        for entry in Catalogue.entries(PoolBytes.self) {
            let settings = Self.settings(levels: levels, depth: depth)
            let account = entry.account(settings)
            #expect(account == entry.bytes(settings), "\(entry.name)")
        }
    }

    @Test func whatGrowsWithTheRequestIsInIt() {
        let small = Self.memory("bio-array", Self.settings(levels: 2, depth: 1), ModelSettings())
        let deep = Self.memory("bio-array", Self.settings(levels: 2, depth: 64), ModelSettings())
        let long = Self.memory(
            "bio-array", Self.settings(levels: 2, depth: 1, blockSectors: 512), ModelSettings())
        let high = Self.memory("bio-array", Self.settings(levels: 9, depth: 1), ModelSettings())
        let queue = Self.memory(
            "bio-array", Self.settings(levels: 2, depth: 1),
            ModelSettings(parallelism: 1000, queueDepth: 65_536))
        let kept = Self.memory(
            "bio-array", Self.settings(levels: 2, depth: 1),
            ModelSettings(sizeSectors: 1 << 20, keepsData: true))
        #expect(deep.bytes[.bios]! == 64 * small.bytes[.bios]!)
        #expect(deep.bytes[.buffers]! == 64 * small.bytes[.buffers]!)
        #expect(
            long.bytes[.bios]! > 60 * small.bytes[.bios]!
                && long.bytes[.buffers]! == 64 * small.bytes[.buffers]!)
        #expect(
            high.bytes[.bios]! > 4 * small.bytes[.bios]! && high.bytes[.tables]! > 4 * small.bytes[.tables]!)
        #expect(queue.bytes[.queues]! > 2_700_000 && queue.bytes[.queues]! > 20 * small.bytes[.queues]!)
        // All of it may be named, but only the part that IOs go to is touched.
        #expect(kept.bytes[.data] == 512 << 20)
        #expect(kept.addresses - small.addresses == 512 << 20 && kept.resident - small.resident == 32 << 20)
    }

    @Test func whatNoNumberHoldsIsTheLargest() {
        let endless = Self.memory(
            "bio-array", Self.settings(levels: 1, depth: 1), ModelSettings(sizeSectors: .max, keepsData: true)
        )
        #expect(endless.addresses == .max && endless.resident == .max)
    }
}

/// The bytes of a worker's pools as they are made.
private struct PoolBytes: DesignEntry {
    typealias M = RealMachine

    let name: String
    let account: (RunSettings) -> UInt64
    let bytes: (RunSettings) -> UInt64

    init<Design: PollingDesign>(_ design: Design) where Design.M == M {
        name = Design.card.name
        account = { RunMemory(design, $0, .model([ModelSettings()])).bytes[.bios] ?? 0 }
        bytes = { settings in
            let limits = StackLimits(settings.plan, rootSectors: settings.blockSectors)
            let workers = Workers(design, settings.plan, count: 2, roots: settings.depth)
            return workers.poolBytes + 2 * UInt64(design.workerBytes(limits, roots: settings.depth))
        }
    }
}
