import Placement
import Testing

@testable import BlockDevices

@Suite struct InterruptDevicesTests {
    private let tree: InterruptTree
    private let drive = "devices/pci0000:00/0000:00:01.0/0000:01:00.0"

    /// Two NVMe drives behind ports that have vectors of their own, and a null_blk.
    init() throws {
        tree = try InterruptTree()
        for (number, vectors) in [[24, 25], [34, 35]].enumerated() {
            let port = "devices/pci0000:00/0000:00:0\(number + 1).0"
            try tree.addPCI(port, vectors: [90 + number])
            try tree.addPCI("\(port)/0000:0\(number + 1):00.0", vectors: vectors)
            try tree.addDisk(
                "\(port)/0000:0\(number + 1):00.0/nvme/nvme\(number)/nvme\(number)n1",
                attributes: ["queue/io_poll": "1\n", "stat": "1 0 \(number + 1)000 9 4 0 50 0 0 0 0\n"])
        }
        try tree.addDisk("devices/virtual/block/nullb0", attributes: ["queue/io_poll": "0\n"])
        try setCounts(q0: 1, q1: 10, other: 100)
    }

    private func setCounts(q0: Int, q1: Int, other: Int) throws {
        try tree.write(
            """
                   CPU0
             24: \(q0) PCI-MSIX-0000:01:00.0   0-edge      nvme0q0
             25: \(q1) PCI-MSIX-0000:01:00.0   1-edge      nvme0q1
             35: \(other) PCI-MSIX-0000:02:00.0   1-edge      nvme1q1
             90: \(other) PCI-MSIX-0000:00:01.0   0-edge      PCIe PME
            """, to: "proc/interrupts")
    }

    private func interrupts(on name: String) throws -> DeviceInterrupts {
        try tree.placeFile(on: name)
        return DeviceInterrupts(below: [tree.file], sysfs: tree.sysfs, procfs: tree.procfs)
    }

    /// The interrupts in which q0 had 5, the first drive's queue 7, the second's 2000.
    private func counted(_ interrupts: DeviceInterrupts) throws -> UInt64? {
        let before = interrupts.counts()
        try setCounts(q0: 6, q1: 17, other: 2100)
        return before.flatMap { interrupts.counts()?.since($0) }
    }

    @Test func aFileHasTheVectorsOfItsDisk() throws {
        let interrupts = try interrupts(on: "nvme0n1")
        #expect(interrupts.disks == ["nvme0n1"])
        #expect(interrupts.uncounted == [])
        #expect(interrupts.disksWithoutPolling() == [])
        #expect(try counted(interrupts) == 7)
    }

    @Test func aPartitionHasTheVectorsOfItsDisk() throws {
        try tree.addDisk("\(drive)/nvme/nvme0/nvme0n1/nvme0n1p2", attributes: ["partition": "2\n"])
        let interrupts = try interrupts(on: "nvme0n1p2")
        #expect(interrupts.disks == ["nvme0n1"])
        #expect(try counted(interrupts) == 7)
    }

    @Test func stackedDevicesHaveTheVectorsOfAllBelow() throws {
        try tree.addDisk("\(drive)/nvme/nvme0/nvme0n1/nvme0n1p2", attributes: ["partition": "2\n"])
        try tree.addDisk("devices/virtual/block/md0", slaves: ["nvme0n1p2", "nvme1n1"])
        try tree.addDisk("devices/virtual/block/dm-0", slaves: ["nvme0n1p2"])
        try tree.addDisk("devices/virtual/block/dm-1", slaves: ["dm-0", "md0"])
        let interrupts = try interrupts(on: "dm-1")
        #expect(interrupts.disks == ["nvme0n1", "nvme1n1"])
        #expect(interrupts.uncounted == [])
        #expect(try counted(interrupts) == 2007)
    }

    @Test func multipathHasTheVectorsOfItsPaths() throws {
        let head = "devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1"
        let tree = try InterruptTree()
        try tree.addPCI(drive, vectors: [25])
        try tree.addDisk("\(drive)/nvme/nvme3/nvme0c3n1")
        for other in ["nvme0c3n11", "nvme0c3n2", "nvme01c3n1", "nvme0cn1", "nvme0cxn1"] {
            try tree.addDisk("devices/virtual/block/\(other)")
        }
        try tree.addDisk(head)
        try tree.placeFile(on: "nvme0n1")
        let interrupts = DeviceInterrupts(below: [tree.file], sysfs: tree.sysfs, procfs: tree.procfs)
        #expect(interrupts.disks == ["nvme0c3n1"])
        #expect(interrupts.uncounted == [])
    }

    @Test func disksWithoutHardwareAreNamed() throws {
        try tree.addDisk("devices/virtual/block/dm-0", slaves: ["nullb0", "nvme0n1"])
        let interrupts = try interrupts(on: "dm-0")
        #expect(interrupts.disks == ["nvme0n1"])
        #expect(interrupts.uncounted == ["nullb0"])
        #expect(interrupts.disksWithoutPolling() == ["nullb0"])
        #expect(try counted(interrupts) == 7)
    }

    /// A port's vectors are not those of the device behind it.
    @Test func aDeviceWithoutVectorsIsNamed() throws {
        let folder = "devices/pci0000:00/0000:00:01.0/0000:03:00.0"
        try tree.addPCI(folder)
        try tree.addDisk("\(folder)/ata1/host0/block/sda")
        let interrupts = try interrupts(on: "sda")
        #expect(interrupts.disks == [])
        #expect(interrupts.uncounted == ["sda"])
        #expect(interrupts.counts() == nil)
    }

    @Test func aFileWhoseDiskIsNotKnownIsNamed() throws {
        let interrupts = DeviceInterrupts(below: [tree.file], sysfs: tree.sysfs, procfs: tree.procfs)
        #expect(interrupts.uncounted == [tree.file])
        #expect(DiskTraffic(of: [tree.file], sysfs: tree.sysfs) == nil)
    }

    @Test func withoutTheTableNothingIsCounted() throws {
        let interrupts = try interrupts(on: "nvme0n1")
        let nowhere = DeviceInterrupts(
            below: [tree.file], sysfs: tree.sysfs, procfs: Sysfs(root: tree.top + "/none"))
        #expect(nowhere.disks == interrupts.disks)
        #expect(nowhere.counts() == nil)
    }

    @Test func trafficIsReadAndWrittenSectors() throws {
        try tree.placeFile(on: "nvme1n1")
        let traffic = try #require(DiskTraffic(of: [tree.file, tree.file], sysfs: tree.sysfs))
        #expect(traffic.disks == ["nvme1n1"])
        #expect(traffic.sectors() == 2050)
    }

    @Test(arguments: ["", "1 2 3", "a b c d e f g h", "1 2 -3 4 5 6 7 8"])
    func unreadableTrafficIsNotKnown(text: String) throws {
        try tree.addDisk("devices/virtual/block/odd", attributes: ["stat": text])
        try tree.placeFile(on: "odd")
        #expect(DiskTraffic(of: [tree.file], sysfs: tree.sysfs)?.sectors() == nil)
    }
}
