import Glibc
import RandomNumbers
import Testing

@testable import BlockLayer

/// A queue of a model device on one thread, with a clock that stands where the test puts it.
@Suite struct ModelQueueTests {
    private typealias Device = ModelDevice<StillMachine>

    private static func device(
        _ service: ServiceTime, depth: Int = 64, parallelism: Int = 0, keepsData: Bool = false,
        queues: Int = 1, isExclusive: Bool = false, seed: UInt64 = TestSettings.seed
    ) throws -> Device {
        try Device(
            ModelSettings(
                service: service, parallelism: parallelism, sizeSectors: 64, keepsData: keepsData,
                queueDepth: depth),
            queueCount: queues, seed: seed, epochTicks: 1000,
            rate: TickRate(nanosecondsPerTick: 1), isExclusive: isExclusive)
    }

    @Test(arguments: [false, true])
    func aLeafIsReadyWhenItsServiceIsOver(isExclusive: Bool) throws {
        let device = try Self.device(.fixed(nanoseconds: 50), isExclusive: isExclusive)
        let queue = device.queues[0]
        let store = BioStore<StillMachine>(count: 1)
        let taken = StillMachine.at(1200) { queue.submit([0], of: store) }
        let (early, earlyReaped) = StillMachine.at(1249) {
            (queue.mayHaveCompletions(), queue.reap(8, of: store))
        }
        let (late, reaped) = StillMachine.at(1250) { (queue.mayHaveCompletions(), queue.reap(8, of: store)) }
        #expect(taken == 1)
        #expect(!early && earlyReaped.isEmpty)
        #expect(late && reaped == [0])
        #expect(store[0].pointee.readyTicks == 250, "since the run began")
        #expect(!StillMachine.at(9999) { queue.mayHaveCompletions() })
    }

    @Test(arguments: [false, true])
    func aLaterLeafDoesNotHideAnEarlierOne(isExclusive: Bool) throws {
        let device = try Self.device(.fixed(nanoseconds: 50), isExclusive: isExclusive)
        let queue = device.queues[0]
        let store = BioStore<StillMachine>(count: 2)
        for (place, now) in [1000, 1020].enumerated() {
            _ = StillMachine.at(UInt64(now)) { queue.submit([place], of: store) }
        }
        for (place, now) in [1050, 1070].enumerated() {
            #expect(!StillMachine.at(UInt64(now - 1)) { queue.mayHaveCompletions() })
            #expect(StillMachine.at(UInt64(now)) { queue.mayHaveCompletions() })
            #expect(StillMachine.at(UInt64(now)) { queue.reap(8, of: store) } == [place])
        }
    }

    /// Full means full: no more than the depth are under way, whatever the size of the ring in memory.
    @Test(arguments: [1, 2, 3, 7, 8, 63])
    func takesAsManyAsItsDepth(depth: Int) throws {
        let device = try Self.device(.fixed(nanoseconds: 0), depth: depth)
        let queue = device.queues[0]
        let store = BioStore<StillMachine>(count: depth + 2)
        var list = BioList<StillMachine>()
        var calls: UInt64 = 0
        for place in 0..<depth + 2 { list.append(store[place]) }
        StillMachine.at(1000) {
            #expect(queue.submit(&list, systemCalls: &calls) == depth)
            #expect(
                store.places(from: list.first) == [depth, depth + 1], "what does not fit stays, in order")
            #expect(queue.submit(&list, systemCalls: &calls) == 0)
            #expect(queue.reap(1, of: store) == [0])
            #expect(queue.submit(&list, systemCalls: &calls) == 1)
            #expect(queue.reap(depth + 2, of: store) == Array(1...depth))
            #expect(queue.submit(&list, systemCalls: &calls) == 1)
            #expect(queue.reap(depth + 2, of: store) == [depth + 1])
        }
    }

    /// The indices of the ring count for ever and wrap.
    @Test(arguments: [0, 1 << 31, 1 << 32, 1 << 63, 0] as [UInt64], [false, true])
    func indicesWrap(boundary: UInt64, keepsOrder: Bool) {
        let service: ServiceTime =
            keepsOrder ? .fixed(nanoseconds: 5) : .uniform(fromNanoseconds: 0, toNanoseconds: 9)
        let depth = 5
        let table = ServiceTable(service, rate: TickRate(nanosecondsPerTick: 1))
        let queue = ModelQueue<StillMachine>(
            depth: depth, table: table, keepsOrder: keepsOrder,
            dies: Dies(count: 0, seed: 0),
            entrance: Entrance(ModelSettings(), rate: TickRate(nanosecondsPerTick: 1)), data: nil,
            random: RandomGenerator(seed: TestSettings.seed), epochTicks: 0,
            firstIndex: boundary &- 12)
        defer { queue.deallocate() }
        let store = BioStore<StillMachine>(count: depth)
        for round in 0..<12 {
            let now = UInt64(round) * 100
            let taken = StillMachine.at(now) { queue.submit(0..<depth, of: store) }
            let reaped = StillMachine.at(now + 10) { queue.reap(depth + 1, of: store) }
            #expect(taken == depth, "round \(round)")
            #expect(reaped.sorted() == Array(0..<depth), "round \(round)")
        }
        withExtendedLifetime(table) {}
    }

    @Test(arguments: [false, true])
    func leavesComeBackInTheOrderOfTheirReadiness(isExclusive: Bool) throws {
        let device = try Self.device(
            .uniform(fromNanoseconds: 0, toNanoseconds: 1000), isExclusive: isExclusive)
        let store = BioStore<StillMachine>(count: 64)
        _ = StillMachine.at(1000) { device.queues[0].submit(0..<64, of: store) }
        var ready: [UInt64] = []
        for now in stride(from: 1000, through: 2000, by: 10) as StrideThrough<UInt64> {
            let isAnnounced = StillMachine.at(now) { device.queues[0].mayHaveCompletions() }
            let reaped = StillMachine.at(now) { device.queues[0].reap(64, of: store) }
            #expect(isAnnounced == !reaped.isEmpty, "at \(now)")
            ready += reaped.map { store[$0].pointee.readyTicks }
            #expect(ready.allSatisfy { $0 <= now - 1000 })
        }
        #expect(ready.count == 64)
        #expect(ready == ready.sorted())
    }

    /// So every design meets the same service times in a round, and so does the same matrix when it is run again.
    @Test func theSeedDecidesEachLeafsServiceTime() throws {
        func readyTicks(seed: UInt64) throws -> [[UInt64]] {
            let device = try Self.device(
                .lognormal(medianNanoseconds: 8_000, p99Nanoseconds: 20_000), queues: 2, seed: seed)
            return device.queues.map { queue in
                let store = BioStore<StillMachine>(count: 64)
                _ = StillMachine.at(1000) { queue.submit(0..<64, of: store) }
                _ = StillMachine.at(.max / 2) { queue.reap(64, of: store) }
                return (0..<64).map { store[$0].pointee.readyTicks }
            }
        }
        let first = try readyTicks(seed: 7)
        #expect(try readyTicks(seed: 7) == first)
        #expect(try readyTicks(seed: 8) != first)
        #expect(first[0] != first[1])
    }

    /// What one poll leaves behind is still announced.
    @Test(arguments: [ServiceTime.fixed(nanoseconds: 0), .uniform(fromNanoseconds: 0, toNanoseconds: 1)])
    func aPollReapsNoMoreThanItsLimit(service: ServiceTime) throws {
        let device = try Self.device(service)
        let store = BioStore<StillMachine>(count: 10)
        _ = StillMachine.at(1000) { device.queues[0].submit(0..<10, of: store) }
        let counts = StillMachine.at(2000) {
            (0..<5).map { _ in
                (device.queues[0].mayHaveCompletions(), device.queues[0].reap(3, of: store).count)
            }
        }
        #expect(counts.map(\.1) == [3, 3, 3, 1, 0])
        #expect(counts.map(\.0) == [true, true, true, true, false])
    }

    /// A die serves one page after the other, of whichever queue; several dies work at the same time.
    @Test func diesWorkOneAfterTheOther() throws {
        let device = try Self.device(.fixed(nanoseconds: 100), parallelism: 2, queues: 2)
        let store = BioStore<StillMachine>(count: 5)
        // Two leaves on the dies of the first stripe, one on both, one sector of it, and one long after that.
        let leaves: [(sector: UInt64, count: UInt32)] = [(0, 8), (8, 8), (0, 16), (7, 1), (24, 8)]
        for (place, leaf) in leaves.enumerated() {
            store[place].pointee.sector = leaf.sector
            store[place].pointee.sectorCount = leaf.count
        }
        for place in 0..<4 {
            _ = StillMachine.at(1000) { device.queues[place % 2].submit([place], of: store) }
        }
        _ = StillMachine.at(5000) { device.queues[0].submit([4], of: store) }
        #expect((0..<5).map { store[$0].pointee.readyTicks } == [100, 100, 200, 300, 4100])
    }

    @Test func dataIsKept() throws {
        let device = try Self.device(.fixed(nanoseconds: 0), keepsData: true)
        let store = BioStore<StillMachine>(count: 1)
        let bio = store[0]
        var found: [UInt8] = []
        for (operation, sector, byte) in [
            (.write, 3, 1), (.write, 4, 2), (.read, 3, 9), (.read, 4, 9), (.read, 5, 9),
        ] as [(BlockLayer.Operation, UInt64, UInt8)] {
            bio.pointee.operation = operation
            bio.pointee.sector = sector
            bio.pointee.sectorCount = 1
            memset(bio.pointee.buffer, Int32(byte), sectorBytes)
            StillMachine.at(1000) {
                _ = device.queues[0].submit([0], of: store)
                _ = device.queues[0].reap(1, of: store)
            }
            let bytes = UnsafeRawBufferPointer(start: bio.pointee.buffer, count: sectorBytes)
            #expect(bytes.allSatisfy { $0 == bytes[0] })
            found.append(bytes[0])
        }
        #expect(found == [1, 2, 1, 2, 0])
    }

    /// One that is being taken delivers what becomes ready meanwhile, whenever the leaves are reaped.
    @Test func interruptsAreRaisedByWhatBecomesReady() {
        var interrupts = ModelInterrupts(ticks: 10)
        let raised = [100, 105, 109, 110, 111, 119, 130, 131].filter { interrupts.isRaised(readyTicks: $0) }
        #expect(raised == [100, 110, 130])
    }

    @Test func moreThanMemoryIsRefused() {
        #expect(throws: ModelError.self) {
            try Device(
                ModelSettings(sizeSectors: 1 << 54, keepsData: true), queueCount: 1, seed: 1, epochTicks: 0,
                rate: .ofThisMachine)
        }
    }
}
