import Testing

@testable import BlockLayer

/// The account of memory before schedules are explored.
@Suite struct CheckMemoryTests {
    private static func memory(
        _ original: CheckCase, _ model: MemoryModel = .sc, threads: Int = 1, _ name: String = "bio-array"
    ) -> RunMemory {
        let design = Catalogue.checked.first { $0.name == name }!
        return design.memory(original, model, threads)
    }

    private static func stripes(levels: Int) -> CheckCase {
        let leaf = CheckStacks.leaf(1 << 12, most: 64, queues: 1, 2)
        let lines = (0..<levels).map { level in
            StackPlan.Device.mapped([.striped(1 << 12, chunk: 1, [level])])
        }
        return CheckCase(plan: StackPlan(devices: [leaf] + lines), ios: 1, depth: 1, blockSectors: 8)
    }

    /// Each thread of this machine has stacks of its own for the threads of a schedule.
    @Test func stacksGrowWithTheThreads() {
        let one = Self.memory(.small(threads: 2, ios: 2, queues: 1))
        let many = Self.memory(.small(threads: 2, ios: 2, queues: 1), threads: 64)
        #expect(one.bytes[.stacks]! >= UInt64(Scheduler.mostFibres * FibreStack.addressBytes))
        #expect(many.bytes[.stacks]! == 64 * one.bytes[.stacks]!)
        for purpose in [RunMemory.Purpose.records, .bios, .queues, .tables] {
            #expect(many.bytes[purpose]! == 64 * one.bytes[purpose]!, "\(purpose)")
        }
        #expect(many.resident < many.addresses / 4, "stacks need addresses, not memory")
    }

    @Test func biosAndRecordsGrowWithTheStack() {
        let low = Self.memory(Self.stripes(levels: 1))
        let high = Self.memory(Self.stripes(levels: 300))
        #expect(high.bytes[.bios]! > 100 * low.bytes[.bios]!)
        #expect(high.bytes[.records]! > low.bytes[.records]!)
        #expect(high.bytes[.tables]! > 100 * low.bytes[.tables]!)
    }

    /// Weak memory keeps older stores of each word.
    @Test func storesAreRecords() {
        let original = CheckCase.small(threads: 2, ios: 2, queues: 1)
        #expect(Self.memory(original, .weak).bytes[.records]! > 2 * Self.memory(original).bytes[.records]!)
        #expect(Self.memory(original, .weak).bytes == Self.memory(original, .tso).bytes)
    }

    @Test func partsOfTheEngineTakeASchedulerOnly() {
        let original = CheckCase.small(threads: 2, ios: 2, queues: 1)
        let part = EngineParts.all[0].memory(original, .sc, 2)
        #expect(part.bytes[.bios] == nil || part.bytes[.bios] == 0)
        #expect(part.bytes[.stacks] == Self.memory(original, threads: 2).bytes[.stacks])
    }
}
