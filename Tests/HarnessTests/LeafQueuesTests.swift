import BlockDevices
import DeviceTestSupport
import Testing

@testable import Harness
@testable import Placement

@Suite struct LeafQueuesTests {
    private func leaf(_ device: DeviceFacts?) -> LeafFacts {
        var leaf = facts(.path("/dev/nvme0n1"))
        leaf.device = device
        return leaf
    }

    private func drive(_ queues: [(kind: String, cpus: String)], polls: Bool = true) throws -> DeviceFacts {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, polls: polls, queues: queues)
        return kernel.facts("nvme0n1")
    }

    private func queues(
        _ device: DeviceFacts?, cpus: [Int], count: Int = 2, followsDevice: Bool = true
    ) -> LeafQueues {
        LeafQueues(
            leaf(device), cpus.map { CPU(number: $0) }, model: .roundRobin, count: count,
            followsDevice: followsDevice)
    }

    @Test func jobsThatShareACPUTakeTheQueuesInTurn() {
        let model = LeafFacts(
            kind: .model, name: "model:0", sizeSectors: 8, alignmentBytes: 512, maxSectorsPerIO: 8)
        let cpus = [0, 1, 0, 1, 0].map { CPU(number: $0) }
        let found = LeafQueues(model, cpus, model: .roundRobin, count: 3, followsDevice: true)
        #expect(found == LeafQueues(count: 3, ofWorker: [0, 1, 2, 0, 1]))
    }

    @Test func workersShareARingWhereTheirCPUsShareAPollQueue() throws {
        let found = queues(try drive(twoAndTwo), cpus: [0, 1, 2, 3], count: 4)
        #expect(found == LeafQueues(count: 2, ofWorker: [0, 1, 0, 1], hctxOfWorker: [2, 3, 2, 3]))
    }

    @Test func pollQueuesThatNoWorkerMapsToHaveNoRing() throws {
        let found = queues(try drive(twoAndTwo), cpus: [3, 1])
        #expect(found == LeafQueues(count: 1, ofWorker: [0, 0], hctxOfWorker: [3, 3]))
    }

    @Test func aNumberThatWasAskedForIsSharedOutByTheModel() throws {
        let found = queues(try drive(twoAndTwo), cpus: [0, 2], count: 2, followsDevice: false)
        #expect(found == LeafQueues(count: 2, ofWorker: [0, 1], hctxOfWorker: [2, 2]))
    }

    /// Unknown devices, devices without poll queues, and CPUs that no queue's list names.
    @Test func withoutAMapTheModelSharesOut() throws {
        let model = LeafQueues(count: 2, ofWorker: [0, 1])
        #expect(queues(nil, cpus: [0, 1]) == model)
        #expect(queues(try drive([("default", "0, 1")], polls: false), cpus: [0, 1]) == model)
        #expect(queues(try drive(twoAndTwo), cpus: [0, 9]) == model)
    }

    @Test func affinityIsTheNodesOfAllLeaves() throws {
        let kernel = try MadeUpKernel()
        for index in 0...2 { try kernel.addNVMe(index, queues: twoAndTwo) }
        try kernel.write("1\n", "sys/devices/pci0000:40/0000:41:00.0/nvme/nvme1/numa_node")
        try kernel.write("-1\n", "sys/devices/pci0000:40/0000:42:00.0/nvme/nvme2/numa_node")
        func affinity(_ indices: [Int]) throws -> DeviceAffinity {
            try Leaves(indices.map { .path("/dev/nvme\($0)n1") }) { reference in
                var leaf = facts(reference)
                leaf.device = kernel.facts(String(reference.description.dropFirst(5)))
                return leaf
            }.affinity
        }
        #expect(try affinity([0]).nodes == [0])
        #expect(try affinity([0, 1]).nodes == [0, 1])
        #expect(try affinity([0, 2]).nodes == [])
        #expect(try affinity([0]).queueOfCPU == [0: 2, 1: 3, 2: 2, 3: 3])
    }
}
