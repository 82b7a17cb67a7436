import DeviceTestSupport
import Glibc
import Testing

@testable import BlockDevices

@Suite struct BlockDeviceTests {
    @Test func namesWithSlashesAreWrittenWithExclamationMarks() {
        #expect(BlockDevice(name: "cciss!c0d0").nodePath == "/dev/cciss/c0d0")
    }

    @Test(arguments: ["nvme1n1", "259:1", "cciss/c0d0", "cciss!c0d0", "104:0", "nvme1n1p1"])
    func isFoundByNameAndNumber(_ text: String) throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(1)
        try kernel.addPartition("nvme1n1p1", of: "nvme1n1", number: "259:7")
        try kernel.addDisk("devices/pci0/cciss!c0d0", number: "104:0")
        let names = [
            "nvme1n1": "nvme1n1", "259:1": "nvme1n1", "cciss/c0d0": "cciss!c0d0", "cciss!c0d0": "cciss!c0d0",
            "104:0": "cciss!c0d0", "nvme1n1p1": "nvme1n1p1",
        ]
        #expect(try BlockDevice(named: text, in: kernel.files).name == names[text])
    }

    @Test(arguments: [
        ("", "no block device is named \"\""),
        ("..", "\"..\" is not a block device"),
        ("a/../../b", "no block device is named"),
        ("nvme9n1", "no block device is named \"nvme9n1\""),
        ("1:2:3", "no block device is named \"1:2:3\""),
        ("-1:2", "no block device is named"),
        ("99999999999:0", "no block device is named"),
        ("7:1", "no block device has the number 7:1"),
        ("/nonexistent", "\"/nonexistent\" does not exist"),
        ("/dev/null", "\"/dev/null\" is not a block device"),
        ("./\u{1b}[31m", "\"./\\u{1B}[31m\" does not exist"),
    ])
    func whatIsNoDeviceIsRefusedInOneLine(_ text: String, _ words: String) throws {
        let kernel = try MadeUpKernel()
        let error = #expect(throws: BlockDeviceError.self) { try BlockDevice(named: text, in: kernel.files) }
        #expect(error?.description.hasPrefix(words) == true, "\(error?.description ?? "")")
    }

    @Test func disksComeInOrderWithoutPathsPartitionsAndEmptyOnes() throws {
        let kernel = try MadeUpKernel()
        for index in [2, 0, 1] { try kernel.addNVMe(index) }
        try kernel.addDisk("devices/virtual/block/nvme10n1", number: "259:10")
        try kernel.addDisk("devices/virtual/block/nvme0c0n1", number: nil, ["hidden": "1"])
        try kernel.addDisk("devices/virtual/block/loop3", number: "7:3", ["size": "0"])
        try kernel.addPartition("nvme0n1p1", of: "nvme0n1", number: "259:20")
        let names = BlockDevice.allDisks(in: kernel.files).map(\.name)
        #expect(names == ["nvme0n1", "nvme1n1", "nvme2n1", "nvme10n1"])
    }

    @Test func withoutSysfsThereAreNoDisks() {
        #expect(BlockDevice.allDisks(in: KernelFiles(sys: "/nonexistent")).isEmpty)
    }

    /// gnu_dev_makedev, the other way round.
    @Test(arguments: [(0, 0), (8, 1), (259, 70_000), (4095, 1_048_575), (0xffff_ffff, 0xffff_ffff)])
    func numbersComeOutOfDevices(_ major: UInt64, _ minor: UInt64) {
        let low = (major & 0xfff) << 8 | minor & 0xff
        let device = low | (minor & 0xffff_ff00) << 12 | (major & 0xffff_f000) << 32
        #expect(DeviceNumber(dev_t(device)).description == "\(major):\(minor)")
    }

    @Test func numbersInNamesCount() {
        let names = [
            "sda", "sdb", "nvme2n1", "nvme10n1", "nvme2n10", "dm-9", "dm-10", "99999999999999999999999", "",
            "9",
        ]
        let sorted = [
            "", "9", "99999999999999999999999", "dm-9", "dm-10", "nvme2n1", "nvme2n10", "nvme10n1", "sda",
            "sdb",
        ]
        #expect(names.sorted(by: NameOrder.isAscending) == sorted)
    }
}
