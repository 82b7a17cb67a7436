import DeviceTestSupport
import Testing

@testable import BlockDevices

@Suite struct HardwareQueueTests {
    private func list(_ kernel: MadeUpKernel, polls: Bool?) -> HardwareQueueList {
        HardwareQueueList(of: BlockDevice(name: "nvme0n1"), polls: polls, in: kernel.files)
    }

    @Test(arguments: [
        ("0", [0]), ("0, 2", [0, 2]), ("3,1", [1, 3]), ("", []), ("junk", []), ("1, x, 9999999", [1]),
        ("-1", []),
    ])
    func listsOfCPUsHaveBlanks(_ line: String, _ cpus: [Int]) {
        #expect(HardwareQueueList.cpus(line) == cpus)
    }

    @Test func kindsStandInDebugfs() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: [("default", "0"), ("read", "1"), ("poll", "0, 1")])
        let found = list(kernel, polls: true)
        #expect(found.queues.map(\.kind) == [.default, .read, .poll])
        #expect(found.queues.map(\.cpus) == [[0], [1], [0, 1]])
        #expect(found.source == .debugfs)
    }

    @Test func withoutDebugfsKindsFollowFromTheMaps() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo)
        try kernel.remove("debug")
        let found = list(kernel, polls: true)
        #expect(found.queues.map(\.kind) == [.default, .default, .poll, .poll])
        #expect(found.source == .maps)
    }

    /// Old kernels let users switch polling off, so that such a device may have poll queues.
    @Test func withoutDebugfsADeviceThatDoesNotPollTellsNothing() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, polls: false, queues: twoAndTwo)
        try kernel.remove("debug")
        let found = list(kernel, polls: false)
        #expect(found.queues.allSatisfy { $0.kind == nil })
        #expect(found.source == nil)
    }

    @Test func aKindThatIsNotKnownMakesAllUnknown() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: [("default", "0, 1"), ("\u{1b}[31m", "0, 1"), ("poll", "0, 1")])
        #expect(list(kernel, polls: false).queues.map(\.kind) == [nil, nil, nil])
    }

    /// Any partition of the CPUs for each kind, as drivers make them: the kinds come out again.
    @Test(arguments: 1...200)
    func deducedKindsAreTheTrueOnes(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let cpuCount = Int.random(in: 1...12, using: &random)
        let kinds: [HardwareQueueFacts.Kind] =
            Bool.random(using: &random) ? [.default, .poll] : [.default, .read, .poll]
        var truth: [HardwareQueueFacts.Kind] = []
        var cpus: [[Int]] = []
        for kind in kinds {
            let count = Int.random(in: 1...cpuCount, using: &random)
            var queues = Array(repeating: [Int](), count: count)
            for (place, cpu) in (0..<cpuCount).shuffled(using: &random).enumerated() {
                queues[place < count ? place : Int.random(in: 0..<count, using: &random)].append(cpu)
            }
            truth += Array(repeating: kind, count: count)
            cpus += queues.map { $0.sorted() }
        }
        #expect(HardwareQueueList.kinds(of: cpus) == truth, "seed \(seed): \(cpus)")
    }

    @Test(arguments: [
        [[]], [[0, 1]], [[0], [1]], [[0, 1], [0]], [[0], [0, 1]], [[0, 1], [0], [0]], [[0], [0], [0], [0]],
        [[0, 1], [1, 2], [0, 2]],
    ])
    func mapsThatNoDriverMakesTellNothing(_ cpus: [[Int]]) {
        #expect(HardwareQueueList.kinds(of: cpus) == nil)
    }
}

/// Seeded, so that a failure can be reproduced.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}
