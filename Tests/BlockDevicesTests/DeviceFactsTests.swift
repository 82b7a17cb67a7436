import DeviceTestSupport
import Testing

@testable import BlockDevices

@Suite struct DeviceFactsTests {
    @Test func aDriveThatPollsTellsItAll() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo, ["queue/max_sectors_kb": "128"])
        let facts = kernel.facts("nvme0n1")
        #expect(facts.polls == true)
        #expect(facts.pollQueues?.map(\.number) == [2, 3])
        #expect(facts.pollQueues?.map(\.cpus) == [[0, 2], [1, 3]])
        #expect(facts.node == 0)
        #expect(facts.scheduler == "none")
        #expect(facts.schedulers == ["none", "mq-deadline"])
        #expect(facts.queueDepth == 1023)
        #expect(facts.sizeBytes == 1 << 30)
        #expect(facts.maxSectorsPerIO == 256)
        #expect(facts.number == DeviceNumber("259:0"))
        #expect(facts.advice.isEmpty)
    }

    @Test func aPartitionHasWhatItsDiskHas() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo)
        try kernel.addPartition("nvme0n1p1", of: "nvme0n1", number: "259:5")
        let facts = kernel.facts("nvme0n1p1")
        #expect(facts.wholeDisk == BlockDevice(name: "nvme0n1"))
        #expect(facts.polls == true)
        #expect(facts.pollQueues?.count == 2)
        #expect(facts.node == 0)
        #expect(facts.sizeBytes == 1 << 20)
        #expect(kernel.facts("nvme0n1").partitions.map(\.device.name) == ["nvme0n1p1"])
    }

    @Test func aMappedDevicePollsByItsLegs() throws {
        let kernel = try MadeUpKernel()
        for index in 0...1 { try kernel.addNVMe(index, queues: twoAndTwo) }
        try kernel.addMapped(
            0, name: "top", over: ["nvme0n1", "nvme1n1"], polls: true, ["dm/uuid": "LVM-x-y"])
        let facts = kernel.facts("dm-0")
        #expect(facts.polls == true)
        #expect(facts.lower.map(\.device.name) == ["nvme0n1", "nvme1n1"])
        #expect(facts.mappedName == "top")
        #expect(facts.mappedBy == "LVM")
        #expect(facts.node == 0)
        #expect(facts.pollQueues?.map(\.cpus) == [[0, 2], [1, 3]])
        #expect(facts.hardwareQueues.isEmpty)
        #expect(kernel.facts("nvme0n1").holders.map(\.mappedName) == ["top"])
    }

    @Test func legsThatMapOtherwiseHaveNoMapInCommon() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo)
        try kernel.addNVMe(1, queues: [("default", "0, 1, 2, 3"), ("poll", "0, 1, 2, 3")])
        try kernel.addMapped(0, name: "top", over: ["nvme0n1", "nvme1n1"], polls: true)
        #expect(kernel.facts("dm-0").pollQueues == nil)
    }

    /// `nvme0n1` is virtual: its queues are those of its path `nvme0c0n1`, which no folder of it names.
    @Test func aMultipathDriveHasTheQueuesOfItsPaths() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo, namespace: "nvme0c0n1", ["hidden": "1"])
        try kernel.addDisk(
            "devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1", number: "259:2", ["queue/io_poll": "1"])
        try kernel.addNVMe(1, queues: twoAndTwo)
        let facts = kernel.facts("nvme0n1")
        #expect(facts.lower.map(\.device.name) == ["nvme0c0n1"])
        #expect(facts.polls == true)
        #expect(facts.pollQueues?.count == 2)
        #expect(facts.node == 0)
    }

    /// Where a reset took the poll queues away, kernels may go on saying 1, of the drive or of what stands on it.
    @Test func ioPollIsNotBelievedAgainstTheQueues() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: [("default", "0, 1")])
        try kernel.addMapped(0, name: "top", over: ["nvme0n1"], polls: true)
        #expect(kernel.facts("nvme0n1").polls == false)
        #expect(kernel.facts("dm-0").polls == false)
    }

    @Test func attributesThatAreMissingAreNil() throws {
        let kernel = try MadeUpKernel()
        try kernel.addDisk("devices/virtual/block/odd", number: nil)
        try kernel.remove("sys/devices/virtual/block/odd/size")
        let facts = kernel.facts("odd")
        #expect(facts.polls == nil)
        #expect(facts.sizeBytes == nil)
        #expect(facts.node == nil)
        #expect(facts.scheduler == nil)
        #expect(facts.queueDepth == nil)
        #expect(facts.number == nil)
        #expect(facts.pollQueues == nil)
        #expect(facts.lower.isEmpty && facts.partitions.isEmpty && facts.holders.isEmpty)
    }

    @Test(arguments: ["", "junk", "-1", "99999999999999999999", "\u{0}", "1 2"])
    func attributesThatAreNoNumbersAreNil(_ text: String) throws {
        let kernel = try MadeUpKernel()
        let odd = ["size", "queue/io_poll", "queue/nr_requests", "queue/max_sectors_kb", "numa_node"]
        try kernel.addDisk(
            "devices/virtual/block/odd", number: "1:1",
            Dictionary(uniqueKeysWithValues: odd.map { ($0, text) }))
        let facts = kernel.facts("odd")
        #expect(facts.sizeBytes == nil && facts.polls == nil && facts.queueDepth == nil)
        #expect(facts.maxSectorsPerIO == nil && facts.node == nil)
    }

    @Test func numbersThatOverflowAreNil() throws {
        let kernel = try MadeUpKernel()
        let most = "\(Int.max)"
        try kernel.addDisk(
            "devices/virtual/block/odd", number: "1:1", ["size": most, "queue/max_sectors_kb": most])
        #expect(kernel.facts("odd").sizeBytes == nil)
        #expect(kernel.facts("odd").maxSectorsPerIO == nil)
    }

    @Test func whatIsNotThereHasNoFacts() throws {
        let facts = try MadeUpKernel().facts("nothing")
        #expect(facts.polls == nil && facts.hardwareQueues.isEmpty)
    }

    @Test(arguments: [
        ("[none] mq-deadline", "none"), ("none", "none"), ("mq-deadline [kyber] none", "kyber"), ("", nil),
        ("none mq-deadline", nil), ("[]", ""),
    ])
    func theSchedulerInUseIsInBrackets(_ line: String, _ current: String?) {
        #expect(Schedulers(line).current == current)
    }

    /// A device that stands on itself is nothing that the kernel makes; a made-up tree must not hang us.
    @Test func loopsEnd() throws {
        let kernel = try MadeUpKernel()
        try kernel.addMapped(0, name: "loop", over: [], polls: true)
        try kernel.link("sys/devices/virtual/block/dm-0/slaves/dm-0", to: "sys/class/block/dm-0")
        #expect(kernel.facts("dm-0").mappedName == "loop")
    }
}
