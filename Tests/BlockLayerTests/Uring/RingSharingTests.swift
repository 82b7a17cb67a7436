import Testing

@testable import BlockLayer

/// Rings that jobs share and rings that are one job's own, on files.
@Suite(.serialized) struct RingSharingTests {
    private static let designs = Catalogue.designs.map(\.card.name)
    private static let own = EngineSettings(sharing: .exclusive, locking: .none, batchSubmit: 3)

    private static func design(_ name: String) throws -> CatalogueEntry {
        try #require(Catalogue.designs.first { $0.card.name == name })
    }

    private static func expectAllRight(_ outcome: RunOutcome, ioLimit: UInt64) {
        for worker in outcome.workers {
            #expect(worker.mismatch == nil && worker.unstampedSectors == 0 && worker.checkedSectors > 0)
            #expect(worker.counters.errors == 0 && worker.counters.ios > ioLimit)
            #expect(worker.lostRoots == 0 && worker.lostClones == 0)
        }
        let submitted = outcome.workers.reduce(0) { $0 + $1.counters.leavesSubmitted }
        #expect(outcome.workers.reduce(0) { $0 + $1.counters.leavesReaped } == submitted)
        #expect(!outcome.anyLockHeld)
    }

    @Test(arguments: designs, [1, 3])
    func ownRingsKeepData(name: String, workers: Int) throws {
        let outcome = try UringTests.run(
            Self.design(name), UringTests.files(), queueCount: workers, workers: workers, engine: Self.own,
            verify: .fillFirst, ioLimit: 200)
        Self.expectAllRight(outcome, ioLimit: 200)
        #expect(outcome.workers.allSatisfy { $0.counters.foreignCompletions == 0 })
    }

    /// More IOs than entries, on rings of either kind.
    @Test(arguments: QueueSharing.allCases, [1, 2, 5])
    func fullRingsKeepData(sharing: QueueSharing, queueDepth: Int) throws {
        let queueCount = sharing == .exclusive ? 3 : 1
        let outcome = try UringTests.run(
            Self.design("bio-array"), UringTests.files(), queueCount: queueCount, workers: 3,
            engine: EngineSettings(sharing: sharing, batchSubmit: 4), depth: 32, verify: .fillFirst,
            queueDepth: queueDepth, ioLimit: 200)
        Self.expectAllRight(outcome, ioLimit: 200)
    }

    /// Buffers that share a page, fill one, and span many.
    @Test(arguments: QueueSharing.allCases, [1, 7, 8, 24, 256] as [UInt32])
    func blocksOfAnySizeKeepTheirData(sharing: QueueSharing, blockSectors: UInt32) throws {
        let outcome = try UringTests.run(
            Self.design("queue-bitmap"), UringTests.files(),
            sectorsPerFile: UringTests.fileSectors / UInt64(8 * blockSectors) * UInt64(8 * blockSectors),
            engine: EngineSettings(sharing: sharing), blockSectors: blockSectors, verify: .fillFirst,
            ioLimit: 100)
        Self.expectAllRight(outcome, ioLimit: 100)
    }

    /// One block more than a ring registers; of 64 KiB, so that the region is too large to be registered either.
    @Test(arguments: [8, 128] as [UInt32])
    func moreBlocksThanARingRegistersKeepTheirData(blockSectors: UInt32) throws {
        let outcome = try UringTests.run(
            Self.design("root-list"), UringTests.files(), queueCount: 1, workers: 1, engine: Self.own,
            depth: (1 << 14) + 1, blockSectors: blockSectors, verify: .fillFirst, ioLimit: 100)
        Self.expectAllRight(outcome, ioLimit: 100)
    }

    /// Looking at an interrupt ring costs no call, so a leaf that goes alone costs one.
    @Test(arguments: QueueSharing.allCases)
    func eachSubmissionIsACall(sharing: QueueSharing) throws {
        let outcome = try UringTests.run(
            Self.design("iterate-all"), UringTests.files(), engine: EngineSettings(sharing: sharing),
            readPercent: 100, queueDepth: 256)
        for worker in outcome.workers {
            #expect(worker.counters.systemCalls == worker.counters.leavesSubmitted)
            #expect(worker.counters.leavesSubmitted == 2 * 400)
        }
    }

    /// Sixteen IOs at a time, as many leaves on each of two files, in batches of eight.
    @Test func aBatchIsOneCall() throws {
        let outcome = try UringTests.run(
            Self.design("iterate-all"), UringTests.files(), queueCount: 1, workers: 1,
            engine: EngineSettings(sharing: .exclusive, batchSubmit: 8), depth: 16, readPercent: 100,
            queueDepth: 256, ioLimit: 16)
        #expect(outcome.workers[0].counters.leavesSubmitted == 32)
        #expect(outcome.workers[0].counters.systemCalls == 4)
    }
}
