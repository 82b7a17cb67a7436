import DeviceTestSupport
import Foundation
import Testing

@testable import pollbench

@Suite struct DevicesTests {
    private func refusal(_ arguments: [String], code: Int32) throws -> String {
        let command = try Command(["devices"] + arguments)
        #expect(command.code == code)
        #expect(command.output.isEmpty)
        #expect(command.errorLines.count == 1)
        return command.errors
    }

    private func text(_ kernel: MadeUpKernel, _ names: String...) -> String {
        DevicesText.text(of: names.map(kernel.facts))
    }

    @Test func aMissingDeviceFails() throws {
        #expect(try refusal(["/nonexistent"], code: 1).contains("\"/nonexistent\" does not exist"))
        #expect(try refusal(["/dev/null"], code: 1).contains("not a block device"))
        #expect(try refusal(["\u{1b}[31m"], code: 1).contains("\u{1b}") == false)
    }

    @Test func csvIsNotAForm() throws {
        #expect(try refusal(["--format", "csv"], code: 64).contains("'text' and 'json'"))
    }

    @Test(arguments: [["--format", "text"], ["--format", "json"], ["--help"]])
    func thisMachineIsListed(_ arguments: [String]) throws {
        let command = try Command(["devices"] + arguments)
        #expect(command.code == 0)
        #expect(command.errors.isEmpty)
        #expect(!command.output.isEmpty)
    }

    @Test func jsonHasAllKeysWhateverIsKnown() throws {
        let kernel = try MadeUpKernel()
        try kernel.addDisk("devices/virtual/block/odd", number: nil)
        try kernel.addNVMe(
            0, polls: false, queues: [("default", "0, 1")], ["queue/scheduler": "[kyber] none"])
        let text = DeviceReport.json(of: [kernel.facts("odd"), kernel.facts("nvme0n1")])
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        let devices = try #require(parsed)
        #expect(Set(devices[0].keys) == Set(devices[1].keys))
        for key in [
            "polls", "numa_node", "scheduler", "nr_requests", "major", "mapped_name", "poll_queue_count",
        ] {
            #expect(devices[0][key] is NSNull, "\(key)")
        }
        #expect(devices[1]["polls"] as? Bool == false)
        #expect(devices[1]["numa_node"] as? Int == 0)
        #expect(devices[1]["size_bytes"] as? Int == 1 << 30)
        #expect(devices[1]["poll_queue_count"] as? Int == 0)
        #expect(
            (devices[1]["advice"] as? [[String: Any]])?.map { $0["goal"] as? String } == ["polling", "cost"])
    }

    @Test func noDevicesAreSaidToBeNone() {
        #expect(DevicesText.text(of: []) == "no block devices\n")
        #expect(DeviceReport.json(of: []).filter { !$0.isWhitespace } == "[]")
    }

    @Test func devicesThatAreAlikeAreSaidOnce() throws {
        let kernel = try MadeUpKernel()
        for index in 0...1 { try kernel.addNVMe(index, queues: twoAndTwo) }
        for index in 2...3 { try kernel.addNVMe(index, polls: false) }
        try kernel.write("0\n", "sys/module/nvme/parameters/poll_queues")
        let expected = """
            device   size  polls  poll queues  node  scheduler  nr_requests  used by
            nvme0n1    1G  yes    2 of 4          0  none              1023  -
            nvme1n1    1G  yes    2 of 4          0  none              1023  -
            nvme2n1    1G  no     -               0  none              1023  -
            nvme3n1    1G  no     -               0  none              1023  -

            poll queues of nvme0n1, nvme1n1
              hctx 2: CPU 0,2
              hctx 3: CPU 1,3

            nvme2n1, nvme3n1: no poll queues (nvme.poll_queues is 0)
              at boot  nvme.poll_queues=4
              as root  echo 4 > /sys/module/nvme/parameters/poll_queues
                       echo 0000:42:00.0 > /sys/bus/pci/drivers/nvme/unbind
                       echo 0000:42:00.0 > /sys/bus/pci/drivers/nvme/bind
                       echo 0000:43:00.0 > /sys/bus/pci/drivers/nvme/unbind
                       echo 0000:43:00.0 > /sys/bus/pci/drivers/nvme/bind
              note     the driver lets go of the device for a moment: nothing may use it

            """
        #expect(text(kernel, "nvme0n1", "nvme1n1", "nvme2n1", "nvme3n1") == expected)
    }

    @Test func usersOfADeviceAreNamed() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo)
        try kernel.addPartition("nvme0n1p1", of: "nvme0n1", number: "259:5")
        try kernel.addPartition("nvme0n1p2", of: "nvme0n1", number: "259:6")
        try kernel.addMapped(0, name: "vg-root", over: ["nvme0n1p2"], polls: true)
        try kernel.write("1 1 259:5 / /boot rw - ext4 /dev/root rw", "proc/self/mountinfo")
        #expect(text(kernel, "nvme0n1").contains("nvme0n1p1: /boot, nvme0n1p2: dm-0 (vg-root)\n"))
        #expect(text(kernel, "dm-0").contains("dm-0 (vg-root)"))
    }

    @Test func whatIsNotKnownIsSaid() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: [("default", "0, 1"), ("poll", "0, 1")])
        try kernel.remove("debug")
        #expect(text(kernel, "nvme0n1").contains("told from the CPUs of all queues"))
        try kernel.write("0\n", "sys/block/nvme0n1/mq/1/cpu_list")
        #expect(text(kernel, "nvme0n1").contains("which queues of nvme0n1 poll cannot be told"))
    }

    /// Any user who plugs in or mounts a device chooses names.
    @Test func nothingThatATerminalObeysIsPrinted() throws {
        let kernel = try MadeUpKernel()
        let name = "od\u{1b}[31md\u{7}\u{202e}\n"
        try kernel.addDisk(
            "devices/virtual/block/\(name)", number: "1:1", ["queue/scheduler": "none [\u{1b}c]"])
        try kernel.write("1 1 1:1 / /\\033[2J rw - ext4 /dev/root rw", "proc/self/mountinfo")
        let text = text(kernel, name)
        #expect(text.contains("od\\u{1b}[31md"))
        let obeyed = text.unicodeScalars.filter {
            $0 != "\n" && ($0.value < 32 || $0.value == 0x202e || $0.value == 127)
        }
        #expect(obeyed.isEmpty)
    }
}
