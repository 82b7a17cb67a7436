import BlockDevices
import DeviceTestSupport
import Testing

@testable import Environment

@Suite struct IdleCheckTests {
    private let kernel: MadeUpKernel

    init() throws {
        kernel = try MadeUpKernel()
        try kernel.addNVMe(0, ["stat": "100 0 800 5 50 0 400 5 0 9 10 3 0 8 0 4 1"])
        try kernel.addPartition("nvme0n1p1", of: "nvme0n1", number: "259:5")
        try kernel.write("cpu0 1 0 1 50 0 0 0 0\ncpu1 1 0 1 50 0 0 0 0\n", "proc/stat")
    }

    /// What is found on CPU 0 and 1 and on the first partition if this happens within a tenth of a second.
    private func lines(after change: () throws -> Void) rethrows -> [String] {
        let check = IdleCheck(
            cpus: [1, 0, 1], devices: [BlockDevice(name: "nvme0n1p1"), BlockDevice(name: "nvme0n1")],
            in: kernel.files)
        var before = check.read()
        try change()
        var after = check.read()
        (before.nanoseconds, after.nanoseconds) = (0, IdleCheck.nanoseconds)
        return check.lines(from: before, to: after)
    }

    @Test func anIdleMachineIsSilent() throws {
        let lines = try lines {
            try kernel.write("cpu0 2 0 1 60 0 0 0 0\ncpu1 1 0 2 60 0 0 0 0\n", "proc/stat")
        }
        #expect(lines == [])
    }

    @Test func busyCPUsAreTold() throws {
        let lines = try lines {
            try kernel.write("cpu0 9 0 3 50 0 0 0 0\ncpu1 1 0 1 60 0 0 0 0\n", "proc/stat")
        }
        #expect(lines == ["CPU 0-1 was 50.0 % busy before the start: other programs run there"])
    }

    /// Two reads, one write, one discard and one flush, and three under way.
    @Test func aBusyDiskIsToldOnce() throws {
        let lines = try lines {
            try kernel.write("102 0 9 5 51 0 9 5 3 9 10 4 0 8 0 5 1\n", "sys/block/nvme0n1/stat")
        }
        #expect(lines == ["nvme0n1 is in use before the start: 50 IOs of others per second, 3 in flight"])
    }

    @Test(arguments: ["", "junk", "1 2 3", "1 2 3 4 5 6 7 8 x 10 11"])
    func filesThatTellNothingAccuseNobody(_ text: String) throws {
        let lines = try lines {
            try kernel.write(text, "proc/stat")
            try kernel.write(text, "sys/block/nvme0n1/stat")
        }
        #expect(lines == [])
    }
}
