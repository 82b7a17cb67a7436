import Glibc
import Testing

@testable import BlockLayer

/// Designs that verify over the same devices one after the other: the first stamps, the others know what is there.
@Suite struct KeptDataTests {
    private static let sectors = 512
    private static let plan = StackPlan(devices: [
        .leaf(sectors / 2, workers: 2), .leaf(sectors / 2, workers: 2),
        .mapped([.striped(sectors, chunk: 4, [0, 1])]),
    ])
    private static let devices = RunDevices.model([model, model])
    private static var model: ModelSettings {
        ModelSettings(sizeSectors: UInt64(sectors / 2), keepsData: true)
    }

    private static func settings(blockSectors: UInt32 = 8, readPercent: Int = 100) -> RunSettings {
        RunSettings(
            plan: plan, cpus: [nil, nil], depth: 4, blockSectors: blockSectors,
            rangeSectors: UInt64(sectors) / UInt64(blockSectors) * UInt64(blockSectors),
            readPercent: readPercent, verify: .fillFirst, seed: TestSettings.seed, ioLimit: 200)
    }

    private static func run(
        _ design: CatalogueEntry, _ settings: RunSettings, _ kept: KeptData
    ) throws -> RunOutcome {
        var settings = settings
        settings.kept = kept
        return try Watchdog.guarding("verify \(design.card.name)") {
            try design.run(on: devices, settings, stop: RunStop())
        }
    }

    private static func ios(_ outcome: RunOutcome) -> UInt64 {
        outcome.workers.reduce(0) { $0 + $1.counters.ios }
    }

    private static let designs = Catalogue.designs.filter {
        !$0.waitsForInterrupts && !$0.card.needsOwnQueues
    }

    @Test func theFirstRunStampsForAll() throws {
        let kept = try KeptData(for: [Self.settings()], on: Self.devices)
        let workload: UInt64 = 2 * 200
        for (number, design) in Self.designs.enumerated() {
            let outcome = try Self.run(design, Self.settings(), kept)
            let stamped = number == 0 ? UInt64(Self.sectors / 8) : 0
            #expect(Self.ios(outcome) == workload + stamped, "\(design.card.name)")
            #expect(outcome.workers.allSatisfy { $0.mismatch == nil && $0.unstampedSectors == 0 })
            #expect(outcome.workers.reduce(0) { $0 + $1.checkedSectors } == workload * 8)
        }
    }

    /// Each reads what the others wrote, in blocks of other lengths, and reads back no more than it wrote.
    @Test func eachKnowsWhatTheOthersWrote() throws {
        let lengths: [UInt32] = [8, 4, 16, 12]
        let runs = lengths.map { Self.settings(blockSectors: $0, readPercent: 50) }
        let kept = try KeptData(for: runs, on: Self.devices)
        for (number, design) in Self.designs.enumerated() {
            let settings = number == 0 ? Self.settings(blockSectors: 4) : runs[number % runs.count]
            let outcome = try Self.run(design, settings, kept)
            #expect(outcome.workers.allSatisfy { $0.mismatch == nil && $0.unstampedSectors == 0 })
            #expect(outcome.workers.allSatisfy { $0.checkedSectors > 0 && $0.counters.errors == 0 })
        }
    }

    /// Whatever else writes to the devices between two designs is found by the second.
    @Test func damageBetweenTwoDesignsIsFound() throws {
        let kept = try KeptData(for: [Self.settings()], on: Self.devices)
        _ = try Self.run(Self.designs[0], Self.settings(), kept)
        memset(kept.stores[1].memory.baseAddress!, 0, kept.stores[1].memory.count)
        let outcome = try Self.run(Self.designs[1], Self.settings(), kept)
        let mismatch = outcome.workers.compactMap(\.mismatch).first
        #expect(mismatch != nil && mismatch?.foundSector == nil && mismatch?.expectedGeneration != nil)
    }

    /// A run on its own has data of its own.
    @Test func nothingIsKeptUnlessAskedFor() throws {
        for _ in 0..<2 {
            let outcome = try Self.designs[0].run(on: Self.devices, Self.settings(), stop: RunStop())
            #expect(Self.ios(outcome) == 2 * 200 + UInt64(Self.sectors / 8))
        }
    }
}
