import DeviceTestSupport
import Testing

@testable import BlockDevices

/// What is in the way of polling, and what to do. That the commands work is tested where there are such devices, in the
/// guest.
@Suite struct AdviceTests {
    private let rebind = """
        as root: echo 4 > /sys/module/nvme/parameters/poll_queues && \
        echo 0000:40:00.0 > /sys/bus/pci/drivers/nvme/unbind && echo 0000:40:00.0 > /sys/bus/pci/drivers/nvme/bind
        """

    @Test func nvmeIsGivenQueuesAndTakenAnew() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, polls: false)
        #expect(
            kernel.obstacles("nvme0n1") == [
                "nvme0n1: no poll queues (nvme.poll_queues is 0); boot with nvme.poll_queues=4, or \(rebind)"
                    + "; the driver lets go of the device for a moment: nothing may use it"
            ])
    }

    @Test func noMoreQueuesThanCPUs() throws {
        let kernel = try MadeUpKernel()
        try kernel.write("0\n", "sys/devices/system/cpu/online")
        try kernel.addNVMe(0, polls: false)
        #expect(kernel.facts("nvme0n1").advice.first?.kernelParameter == "nvme.poll_queues=1")
    }

    @Test func aParameterThatWasSetTooLateIsNamed() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, polls: false)
        try kernel.write("6\n", "sys/module/nvme/parameters/poll_queues")
        let advice = try #require(kernel.facts("nvme0n1").advice.first)
        #expect(advice.reason.hasPrefix("no poll queues although nvme.poll_queues is 6"))
        #expect(advice.kernelParameter == "nvme.poll_queues=6")
    }

    @Test(arguments: ["mounted partition", "holder", "swap", "mounted", "sibling", "multipath"])
    func nobodyIsToldToTakeAwayADeviceInUse(_ use: String) throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, polls: false)
        switch use {
        case "mounted": try kernel.write("1 1 259:0 / / rw - ext4 /dev/root rw", "proc/self/mountinfo")
        case "mounted partition":
            try kernel.addPartition("nvme0n1p1", of: "nvme0n1", number: "259:5")
            try kernel.write("1 1 259:5 / / rw - ext4 /dev/root rw", "proc/self/mountinfo")
        case "holder": try kernel.addMapped(0, name: "top", over: ["nvme0n1"], polls: false)
        case "swap": try kernel.write("Filename\n/dev/nvme0n1 partition 1 0 -2\n", "proc/swaps")
        case "sibling":
            try kernel.addDisk("devices/pci0000:40/0000:40:00.0/nvme/nvme0/nvme0n2", number: "259:9")
            try kernel.write("1 1 259:9 / / rw - ext4 /dev/root rw", "proc/self/mountinfo")
        default:
            try kernel.addNVMe(5, polls: false, namespace: "nvme5c0n1")
            try kernel.addDisk(
                "devices/virtual/nvme-subsystem/nvme-subsys5/nvme5n1", number: "259:9", ["queue/io_poll": "0"]
            )
            try kernel.write("1 1 259:9 / / rw - ext4 /dev/root rw", "proc/self/mountinfo")
        }
        let name = use == "multipath" ? "nvme5n1" : "nvme0n1"
        let advice = try #require(kernel.facts(name).advice.first)
        #expect(advice.commands.isEmpty)
        #expect(advice.kernelParameter == "nvme.poll_queues=4")
        #expect(advice.note?.contains("is in use") == true)
    }

    @Test func aPartitionIsHelpedByItsDisk() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, polls: false)
        try kernel.addPartition("nvme0n1p1", of: "nvme0n1", number: "259:5")
        #expect(kernel.obstacles("nvme0n1p1") == kernel.obstacles("nvme0n1"))
    }

    @Test func aMappedDeviceNamesTheLegThatDoesNotPoll() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, polls: true, queues: twoAndTwo)
        try kernel.addDisk("devices/virtual/block/loop0", number: "7:0", ["queue/io_poll": "0"])
        try kernel.addMapped(0, name: "top", over: ["nvme0n1", "loop0"], polls: false)
        #expect(
            kernel.obstacles("dm-0") == [
                "dm-0: loop0 does not poll, and all that a mapped device stands on must",
                "loop0: its driver has no poll queues to turn on (loop)",
            ])
    }

    @Test func aTableOlderThanThePollQueuesIsLoadedAgain() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo)
        try kernel.addMapped(3, name: "x; rm -rf /", over: ["nvme0n1"], polls: false)
        let advice = try #require(kernel.facts("dm-3").advice.first)
        #expect(
            advice.commands == [
                "dmsetup table --showkeys -j 254 -m 3 | dmsetup load -j 254 -m 3",
                "dmsetup resume -j 254 -m 3",
            ])
    }

    @Test(arguments: [
        ("5.17.3", "mapped devices poll from Linux 5.18 on"), ("5.18.0-rc1", "its table is older"),
        ("6.1.0-13-amd64", "its table is older"), ("weird", "its table is older"),
        ("10.0", "its table is older"),
    ])
    func oldKernelsPollNoMappedDevices(_ release: String, _ words: String) throws {
        let kernel = try MadeUpKernel()
        try kernel.write(release + "\n", "proc/sys/kernel/osrelease")
        try kernel.addNVMe(0, queues: twoAndTwo)
        try kernel.addMapped(0, name: "top", over: ["nvme0n1"], polls: false)
        #expect(kernel.facts("dm-0").advice.first?.reason.hasPrefix(words) == true)
    }

    @Test func requestBasedMappedDevicesCannotPoll() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo)
        try kernel.addMapped(0, name: "mpatha", over: ["nvme0n1"], polls: false)
        try kernel.addQueues([("default", "0, 1, 2, 3")], of: "sys/devices/virtual/block/dm-0")
        #expect(kernel.obstacles("dm-0").first?.contains("request-based") == true)
    }

    @Test func aMultipathDriveIsHelpedByItsPaths() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, polls: false, namespace: "nvme0c0n1", ["hidden": "1"])
        try kernel.addDisk(
            "devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1", number: "259:2", ["queue/io_poll": "0"])
        let drive = try #require(kernel.facts("nvme0n1").advice.first)
        let path = try #require(kernel.facts("nvme0c0n1").advice.first)
        #expect(drive.device.name == "nvme0n1")
        #expect(drive.text == path.text)
        #expect(!drive.commands.isEmpty)
    }

    @Test func connectedDrivesAreConnectedAnew() throws {
        let kernel = try MadeUpKernel()
        let controller = "devices/virtual/nvme-fabrics/ctl/nvme0"
        try kernel.addDisk(
            "\(controller)/nvme0n1", number: "259:0", ["queue/io_poll": "0", "mq/0/cpu_list": "0"])
        try kernel.write("tcp\n", "sys/\(controller)/transport")
        try kernel.link("sys/\(controller)/nvme0n1/device", to: "sys/\(controller)")
        let text = kernel.obstacles("nvme0n1").first ?? ""
        #expect(
            text == "nvme0n1: no poll queues (connected over tcp without); "
                + "connect it with `nvme connect --nr-poll-queues=4` (nvme-connect(1))")
    }

    @Test func virtioNeedsASecondQueue() throws {
        let kernel = try MadeUpKernel()
        try kernel.addDisk(
            "devices/pci0000:00/0000:00:05.0/virtio3/block/vda", number: "254:0", ["queue/io_poll": "0"])
        try kernel.link(
            "sys/devices/pci0000:00/0000:00:05.0/virtio3/driver", to: "sys/bus/virtio/drivers/virtio_blk")
        try kernel.addDriver("virtio", "virtio_blk", parameters: ["poll_queues": "0"])
        try kernel.write("0, 1\n", "sys/block/vda/mq/0/cpu_list")
        let one = try #require(kernel.facts("vda").advice.first)
        #expect(one.note?.contains("num-queues") == true)
        #expect(one.commands.isEmpty)
        try kernel.write("1\n", "sys/block/vda/mq/1/cpu_list")
        let two = try #require(kernel.facts("vda").advice.first)
        #expect(two.commands.last == "echo virtio3 > /sys/bus/virtio/drivers/virtio_blk/bind")
    }

    /// Parameters of SCSI drivers are read once, when the driver is loaded.
    @Test func whatCannotBeWrittenIsForTheNextBoot() throws {
        let kernel = try MadeUpKernel()
        let function = "devices/pci0000:00/0000:00:06.0"
        try kernel.addDisk(
            "\(function)/host0/target0:2:0/0:2:0:0/block/sda", number: "8:0", ["queue/io_poll": "0"])
        try kernel.link("sys/\(function)/host0/target0:2:0/0:2:0:0/driver", to: "sys/bus/scsi/drivers/sd")
        try kernel.addDriver("scsi", "sd", parameters: [:])
        try kernel.link("sys/\(function)/driver", to: "sys/bus/pci/drivers/megaraid_sas")
        try kernel.addDriver("pci", "megaraid_sas", parameters: ["poll_queues": "0"], mode: 0o444)
        #expect(
            kernel.obstacles("sda") == [
                "sda: no poll queues (megaraid_sas.poll_queues is 0); boot with megaraid_sas.poll_queues=4; "
                    + "see modinfo -p megaraid_sas"
            ])
    }

    @Test func nullBlkIsLoadedAnew() throws {
        let kernel = try MadeUpKernel()
        try kernel.addDisk("devices/virtual/block/nullb0", number: "253:0", ["queue/io_poll": "0"])
        try kernel.write("0\n", "sys/module/null_blk/parameters/poll_queues", mode: 0o444)
        try kernel.write("2\n", "sys/module/null_blk/parameters/nr_devices", mode: 0o444)
        #expect(
            kernel.facts("nullb0").advice.first?.commands == [
                "modprobe -r null_blk", "modprobe null_blk nr_devices=2 poll_queues=2",
            ])
    }

    @Test func nullBlkOfConfigfsIsSwitchedOffAndOn() throws {
        let kernel = try MadeUpKernel()
        try kernel.addDisk("devices/virtual/block/nullb9", number: "253:0", ["queue/io_poll": "0"])
        try kernel.write("1\n", "sys/module/null_blk/parameters/poll_queues", mode: 0o444)
        try kernel.makeFolder("sys/kernel/config/nullb/nullb9")
        let folder = "/sys/kernel/config/nullb/nullb9"
        #expect(
            kernel.facts("nullb9").advice.first?.commands == [
                "echo 0 > \(folder)/power", "echo 1 > \(folder)/poll_queues", "echo 1 > \(folder)/power",
            ])
    }

    @Test func mdPassesNothingOn() throws {
        let kernel = try MadeUpKernel()
        try kernel.addDisk(
            "devices/virtual/block/md0", number: "9:0", ["queue/io_poll": "0", "md/level": "raid0"])
        #expect(kernel.obstacles("md0").first?.hasPrefix("md0: md does not pass polling on") == true)
    }

    @Test func aKernelThatDoesNotTellIsNamed() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0)
        try kernel.remove("sys/block/nvme0n1/queue/io_poll")
        #expect(
            kernel.obstacles("nvme0n1") == [
                "nvme0n1: this kernel does not say whether it polls (no queue/io_poll)"
            ])
    }

    @Test func schedulersCost() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo, ["queue/scheduler": "none [mq-deadline]"])
        let advice = try #require(kernel.facts("nvme0n1").advice.first)
        #expect(advice.goal == .cost)
        #expect(advice.commands == ["echo none > /sys/block/nvme0n1/queue/scheduler"])
    }

    /// An interactive shell reads `!c` as history.
    @Test func commandsSurviveAShell() throws {
        let kernel = try MadeUpKernel()
        try kernel.addDisk(
            "devices/pci0/cciss!c0d0", number: "104:0",
            ["queue/io_poll": "1", "queue/scheduler": "none [bfq]"])
        #expect(
            kernel.facts("cciss!c0d0").advice.first?.commands == [
                "echo none > '/sys/block/cciss!c0d0/queue/scheduler'"
            ])
    }
}
