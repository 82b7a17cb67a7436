import Glibc
import Testing

@testable import BlockLayer

/// Designs over rings on real files: interrupt rings, since hardly any test machine has a device that polls.
@Suite(.serialized) struct UringTests {
    static let fileSectors: UInt64 = 4096

    /// A stripe of 4 KiB chunks over two files, on which 8 KiB IOs split.
    static func plan(sectorsPerFile: UInt64, queueCount: Int, workers: Int) -> StackPlan {
        let leaf = StackPlan.Leaf(
            sectorCount: sectorsPerFile, maxSectorsPerIO: 2560, queueCount: queueCount,
            queueOfWorker: (0..<workers).map { $0 % queueCount })
        let legs = [Leg(device: 0, startSector: 0), Leg(device: 1, startSector: 0)]
        let stripe = StackPlan.Target(
            sectorCount: 2 * sectorsPerFile, kind: .striped(chunkSectors: 8, legs: legs))
        return StackPlan(devices: [.leaf(leaf), .leaf(leaf), .mapped([stripe])])
    }

    static func run(
        _ design: CatalogueEntry, _ files: [TemporaryFile], sectorsPerFile: UInt64 = fileSectors,
        queueCount: Int = 2, workers: Int = 2, engine: EngineSettings = EngineSettings(), depth: Int = 8,
        blockSectors: UInt32 = 16, isWritable: Bool = true, readPercent: Int = 50,
        verify: RunSettings.VerifyMode = .off, queueDepth: Int = 16, ioLimit: UInt64 = 400
    ) throws -> RunOutcome {
        let settings = RunSettings(
            plan: plan(sectorsPerFile: sectorsPerFile, queueCount: queueCount, workers: workers),
            engine: engine, cpus: Array(repeating: nil, count: workers), depth: depth,
            blockSectors: blockSectors, rangeSectors: 2 * sectorsPerFile, readPercent: readPercent,
            verify: verify, seed: 7, ioLimit: ioLimit)
        let devices = files.map { file in
            UringSettings(
                path: file.path, isWritable: isWritable, completion: .interrupt, sharing: engine.sharing,
                queueDepth: queueDepth)
        }
        return try design.run(on: .uring(devices), settings, stop: RunStop())
    }

    static func files() throws -> [TemporaryFile] {
        try (0..<2).map { _ in try TemporaryFile(bytes: Int(fileSectors) * sectorBytes) }
    }

    @Test(arguments: Catalogue.designs.map(\.card.name))
    func whatWasWrittenIsReadBack(name: String) throws {
        let design = try #require(Catalogue.designs.first { $0.card.name == name })
        let outcome = try Self.run(design, Self.files(), verify: .fillFirst)
        for worker in outcome.workers {
            #expect(worker.mismatch == nil)
            #expect(worker.unstampedSectors == 0)
            #expect(worker.checkedSectors > 0)
            #expect(worker.counters.errors == 0)
            #expect(worker.lostRoots == 0 && worker.lostClones == 0)
        }
        #expect(!outcome.anyLockHeld)
    }

    /// A ring beside the others takes what the FIFO has no room for.
    @Test(arguments: QueueSharing.allCases)
    func unpolledLeavesKeepTheirData(sharing: QueueSharing) throws {
        let design = try #require(Catalogue.entry(named: "task-fifo:1"))
        let outcome = try Self.run(
            design, Self.files(), engine: EngineSettings(sharing: sharing, batchSubmit: 3), verify: .fillFirst
        )
        for worker in outcome.workers {
            #expect(worker.mismatch == nil && worker.checkedSectors > 0 && worker.counters.errors == 0)
            #expect(worker.lostRoots == 0 && worker.lostClones == 0)
            #expect(worker.counters.unpolledLeaves > 0)
        }
        #expect(!outcome.anyLockHeld)
    }

    @Test(arguments: Catalogue.designs.map(\.card.name))
    func queuesThatAreTooShortLoseNothing(name: String) throws {
        let design = try #require(Catalogue.designs.first { $0.card.name == name })
        let queueCount = design.waitsForInterrupts ? 2 : 1
        let outcome = try Self.run(design, Self.files(), queueCount: queueCount, queueDepth: 3)
        let leaves = outcome.workers.reduce(0) { $0 + $1.counters.leavesSubmitted }
        #expect(leaves == 2 * 2 * 400)
        #expect(outcome.workers.reduce(0) { $0 + $1.counters.leavesReaped } == leaves)
        #expect(outcome.workers.allSatisfy { $0.counters.ios == 400 && $0.counters.errors == 0 })
    }

    /// Only the middle of a sector changes, behind its stamp, between the run that wrote it and the one that reads it.
    @Test func damageBetweenRunsIsFound() throws {
        let files = try Self.files()
        _ = try Self.run(Catalogue.designs[0], files, verify: .fillFirst)
        let descriptor = open(files[0].path, O_WRONLY)
        var byte: UInt8 = 0x5a
        #expect(pwrite(descriptor, &byte, 1, 3 * 512 + 300) == 1)
        close(descriptor)
        let outcome = try Self.run(
            Catalogue.designs[0], files, isWritable: false, readPercent: 100, verify: .existing, ioLimit: 4000
        )
        let mismatch = try #require(outcome.workers.compactMap(\.mismatch).first)
        #expect(mismatch.sector == 3)
        #expect(mismatch.foundSector == 3)
        #expect(mismatch.expectedGeneration == nil)
    }

    /// A workload that only writes checks all of it at its end.
    @Test func whatIsOnlyWrittenIsReadBack() throws {
        let outcome = try Self.run(Catalogue.designs[0], Self.files(), readPercent: 0, verify: .fillFirst)
        let checked = outcome.workers.reduce(0) { $0 + $1.checkedSectors }
        #expect(checked == 2 * Self.fileSectors)
    }

    @Test func aReadBeyondTheEndIsAShortTransfer() throws {
        let outcome = try Self.run(
            Catalogue.designs[0], Self.files(), sectorsPerFile: 4 * Self.fileSectors, readPercent: 100)
        let errors = outcome.workers.compactMap(\.firstError)
        #expect(!errors.isEmpty)
        #expect(errors.allSatisfy { $0.status == .shortTransfer && $0.sector >= 2 * Self.fileSectors - 16 })
    }

    @Test func aWriteToAFileThatIsOpenForReadingFails() throws {
        let outcome = try Self.run(Catalogue.designs[0], Self.files(), isWritable: false, readPercent: 0)
        for worker in outcome.workers { #expect(worker.counters.errors == worker.counters.ios) }
    }

    private static let kernelErrors: [(result: Int32, status: Status)] = [
        (-EIO, .ioError), (-EOPNOTSUPP, .notSupported), (-EINVAL, .invalid), (-EAGAIN, .again),
        (-ENOSPC, .noSpace), (-ETIMEDOUT, .timedOut), (-ENODEV, .deviceGone), (-ENODATA, .mediumError),
        (-EREMOTEIO, .targetError), (-EILSEQ, .protectionError), (-ENOLINK, .transportError),
        (-EPERM, .notPermitted), (-EROFS, .notPermitted), (-EBADF, .other), (512, .shortTransfer),
        (0, .shortTransfer),
    ]

    @Test(arguments: kernelErrors)
    func errorsOfTheKernelHaveNames(result: Int32, status: Status) {
        #expect(UringQueue<RealMachine>.failure(result) == status)
    }

    @Test func whatIsNotThereIsNamed() throws {
        #expect(throws: RunError.device("/nonexistent does not exist")) {
            _ = try UringProbe("/nonexistent", isWritable: false)
        }
        #expect(throws: RunError.device("/dev/null is neither a file nor a block device")) {
            _ = try UringProbe("/dev/null", isWritable: false)
        }
    }

    /// Whether the temporary folder's device polls or not, the answer is one of two, and never a hang.
    @Test func pollingIsTriedAndNotBelieved() throws {
        let file = try TemporaryFile(bytes: 1 << 16)
        do {
            try UringProbe.checkPolling(file.path)
        } catch {
            #expect(error == .cannotPoll(path: file.path))
        }
    }

    @Test(arguments: [(UInt64(0), Status.ok), (1_000_000_000, nil)])
    func aReadThatIsNotAnsweredIsGivenUp(serviceNanoseconds: UInt64, status: Status?) throws {
        let device = try ModelDevice<RealMachine>(
            ModelSettings(service: .fixed(nanoseconds: serviceNanoseconds)), queueCount: 1,
            seed: TestSettings.seed, epochTicks: RealMachine.ticks(), rate: .ofThisMachine)
        let store = BioStore<RealMachine>(count: 1)
        var list = BioList<RealMachine>()
        list.append(store[0])
        let answer = UringProbe.readOnce(device.queues[0], &list, withinNanoseconds: 1_000_000)
        #expect(answer == status)
    }

    /// The kernel would note the time of each read in the file's inode, at every IO's expense.
    @Test func accessTimesAreLeftAlone() throws {
        let files = try Self.files()
        let longAgo = timespec(tv_sec: 1_000_000_000, tv_nsec: 0)
        for file in files { #expect(utimensat(AT_FDCWD, file.path, [longAgo, longAgo], 0) == 0) }
        _ = try Self.run(Catalogue.designs[0], files, isWritable: false, readPercent: 100)
        for file in files {
            var status = stat()
            #expect(stat(file.path, &status) == 0)
            #expect(status.st_atim.tv_sec == longAgo.tv_sec)
        }
    }
}
