import BlockDevices
import BlockLayer
import DeviceTestSupport
import Testing

@testable import Harness

@Suite struct PollingRefusalTests {
    private let path = "/dev/nvme0n1"

    private func text(_ error: RunError, _ device: DeviceFacts?) -> String {
        var leaf = facts(.path(path))
        leaf.device = device
        return leaf.pollingObstacle(error, device).description
    }

    @Test func aRefusalSaysWhatIsInTheWayAndWhatToDo() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, polls: false)
        #expect(
            text(.cannotPoll(path: path), kernel.facts("nvme0n1")) == """
                /dev/nvme0n1 cannot poll: no poll queues (nvme.poll_queues is 0); boot with nvme.poll_queues=4, \
                or as root: echo 4 > /sys/module/nvme/parameters/poll_queues \
                && echo 0000:40:00.0 > /sys/bus/pci/drivers/nvme/unbind \
                && echo 0000:40:00.0 > /sys/bus/pci/drivers/nvme/bind; \
                the driver lets go of the device for a moment: nothing may use it; or use --completion interrupt
                """)
    }

    @Test func aLegInTheWayIsNamed() throws {
        let kernel = try MadeUpKernel()
        try kernel.addDisk("devices/virtual/block/loop0", number: "7:0", ["queue/io_poll": "0"])
        try kernel.addMapped(0, name: "top", over: ["loop0"], polls: false)
        #expect(
            text(.cannotPoll(path: path), kernel.facts("dm-0")) == """
                /dev/nvme0n1 cannot poll: loop0 does not poll, and all that a mapped device stands on must; \
                loop0: its driver has no poll queues to turn on (loop); or use --completion interrupt
                """)
    }

    @Test func aFileIsHelpedByTheDeviceThatHoldsIt() throws {
        let kernel = try MadeUpKernel()
        try kernel.addDisk("devices/virtual/block/loop0", number: "7:0", ["queue/io_poll": "0"])
        let text = facts(.path("/f")).pollingObstacle(.cannotPoll(path: "/f"), kernel.facts("loop0"))
            .description
        #expect(text.hasPrefix("/f cannot poll: loop0: its driver has no poll queues to turn on (loop); "))
        // procfs is on none.
        let file = "/proc/version"
        let unknown = facts(.path(file)).pollingObstacle(.cannotPoll(path: file), nil)
        #expect(unknown.description.contains("on no block device"))
    }

    @Test func aKernelThatContradictsItselfIsTold() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo)
        #expect(
            text(.cannotPoll(path: path), kernel.facts("nvme0n1")).contains("although its queue/io_poll is 1")
        )
    }

    @Test func otherFailuresGetNoAdviceOnPolling() throws {
        #expect(text(.device("gone"), nil) == "gone")
        #expect(
            text(.nothingToPoll(path: "/f"), nil).hasSuffix("write it once, or use --completion interrupt"))
    }
}
