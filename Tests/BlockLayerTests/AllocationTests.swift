import CTestSupport
import Testing

@testable import BlockLayer

/// The IO path allocates nothing: a hundred times the IOs make no more allocations.
@Suite(.enabled(if: allocation_counting_is_possible(), "the thread sanitizer has its own allocator"))
struct AllocationTests {
    private static let designs = Catalogue.pollingNames
    private static let stacks = [
        "linear", "splitting stripe", "two levels", "own queues", "remap", "failing paths",
    ]

    /// Two workers share one queue with few tags, so that leaves wait and are reaped by others; or have one each.
    private static func settings(_ stack: String, ioLimit: UInt64) -> RunSettings {
        let leaf = StackPlan.Device.leaf(4096, maxSectors: 1024, workers: 2)
        let own = StackPlan.Device.leaf(4096, maxSectors: 3, queues: 2, workers: 2)
        let small = StackPlan.Device.leaf(4096, maxSectors: 3, workers: 2)
        let devices: [StackPlan.Device] =
            switch stack {
            case "remap": [leaf, .mapped([.remap(2048, 0), .remap(2048, 0, at: 2048)])]
            case "failing paths":
                [
                    small, leaf, .mapped([.remap(4096, 0)]),
                    .mapped([.multipath(4096, [1, 2], queues: true, reinstate: 1_000)]),
                ]
            case "linear": [leaf, .mapped([.linear(4096, 0)])]
            case "own queues": [own, own, .mapped([.striped(8192, chunk: 4, [0, 1])])]
            case "splitting stripe": [leaf, leaf, .mapped([.striped(8192, chunk: 4, [0, 1])])]
            default:
                [
                    small, leaf, .mapped([.striped(8192, chunk: 4, [0, 1])]),
                    .mapped([.linear(4000, 2, at: 9), .error(80), .linear(4000, 2, at: 4096)]),
                ]
            }
        let engine =
            stack == "own queues"
            ? EngineSettings(sharing: .exclusive, locking: .none, batchSubmit: 2)
            : EngineSettings(batchSubmit: 2)
        return RunSettings(
            plan: StackPlan(devices: devices), engine: engine, cpus: [nil, nil],
            depth: 8,
            rangeSectors: UInt64(devices.last!.sectorCount), readPercent: 50,
            seed: TestSettings.seed, ioLimit: ioLimit)
    }

    /// Allocations of the workers from the moment they start together until all of them have drained.
    private static func allocations(_ design: String, _ stack: String, ioLimit: UInt64) throws -> UInt64 {
        let settings = settings(stack, ioLimit: ioLimit)
        var model = ModelSettings(
            service: .uniform(fromNanoseconds: 0, toNanoseconds: 2000), parallelism: 3, queueDepth: 7)
        if stack == "failing paths" { model.faults.failures = FailureSchedule(period: 50, length: 2) }
        let entry = Catalogue.entry(named: design)!
        allocation_counting_begin()
        let devices = RunDevices.model(settings.plan.leaves.map { _ in model })
        let outcome = Result { try entry.run(on: devices, settings, stop: RunStop()) }
        let count = allocation_counting_end()
        let ios = try outcome.get().workers.map(\.counters.ios)
        #expect(ios == [ioLimit, ioLimit])
        return count
    }

    @Test(arguments: designs, stacks)
    func theIOPathAllocatesNothing(design: String, stack: String) throws {
        // The first run also pays for what the runtime keeps for ever.
        _ = try Self.allocations(design, stack, ioLimit: 100)
        let few = try Self.allocations(design, stack, ioLimit: 200)
        let many = try Self.allocations(design, stack, ioLimit: 20_200)
        #expect(many == few)
    }

    /// What the counting rests on: an allocation is seen, of the own thread and of those between barriers.
    @Test func allocationsAreSeen() throws {
        let before = allocations_of_this_thread()
        let array = Array(repeating: 1, count: Int.random(in: 100...200))
        #expect(allocations_of_this_thread() > before && !array.isEmpty)
        allocation_counting_begin()
        let barrier = StartBarrier(count: 2)
        try ThreadTeam.run(count: 2) { number in
            barrier.wait()
            for _ in 0..<5 {
                UnsafeMutableRawPointer.allocate(byteCount: 1 + number, alignment: 1).deallocate()
            }
            barrier.wait()
        }
        #expect(allocation_counting_end() == 10)
    }
}
