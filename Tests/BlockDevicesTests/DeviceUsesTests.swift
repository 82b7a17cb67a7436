import DeviceTestSupport
import Testing

@testable import BlockDevices

@Suite struct DeviceUsesTests {
    private func kernel() throws -> MadeUpKernel {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0)
        try kernel.addMapped(0, name: "vg-root", over: ["nvme0n1"], polls: true)
        return kernel
    }

    @Test(arguments: [
        ("22 1 259:0 / / rw shared:1 - ext4 /dev/root rw", ["/"]),
        ("22 1 259:0 /sub /mnt/a\\040b rw master:1 shared:2 - xfs /dev/nvme0n1 rw", ["/mnt/a b"]),
        ("22 1 0:44 / /data rw - btrfs /dev/nvme0n1 rw", ["/data"]),
        ("22 1 259:1 / / rw - ext4 /dev/nvme1n1 rw", []),
        ("22 1 259:0", []), ("", []), ("- - - - - - - - -", []), ("22 1 259:0 / / rw -", []),
    ])
    func mountsAreKnownByNumberOrNode(_ line: String, _ points: [String]) throws {
        let kernel = try kernel()
        try kernel.write("1 1 0:1 / /proc rw - proc proc rw\n\(line)\n", "proc/self/mountinfo")
        #expect(kernel.facts("nvme0n1").mountPoints == points)
    }

    @Test func mappedDevicesAreMountedByName() throws {
        let kernel = try kernel()
        try kernel.write("22 1 0:44 / /data rw - btrfs /dev/mapper/vg-root rw", "proc/self/mountinfo")
        #expect(kernel.facts("dm-0").mountPoints == ["/data"])
    }

    @Test(arguments: [
        ("/dev/nvme0n1", true), ("/dev/nvme0n1p1", false), ("/swap\\040file", false), ("", false),
    ])
    func swapIsKnownByNode(_ path: String, _ isSwap: Bool) throws {
        let kernel = try kernel()
        let head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
        try kernel.write(head + path + " partition\t1048572\t\t0\t\t-2\n", "proc/swaps")
        #expect(kernel.facts("nvme0n1").isSwap == isSwap)
    }

    @Test(arguments: [
        ("a\\040b", "a b"), ("\\134", "\\"), ("\\999", "\\999"), ("\\04", "\\04"), ("\\777x", "\\777x"),
    ])
    func octalEscapesAreRead(_ text: String, _ decoded: String) {
        #expect(OctalEscapes.decoded(text[...]) == decoded)
    }

    @Test func longTablesAreReadToTheirEnd() throws {
        let kernel = try kernel()
        let others = (0..<500).map { "\($0) 1 0:\($0) / /mnt/\($0) rw - tmpfs tmpfs rw\n" }.joined()
        let long = String(repeating: "x", count: 10_000)
        try kernel.write(others + "9 1 259:0 / /\(long) rw - ext4 /dev/root rw", "proc/self/mountinfo")
        #expect(kernel.facts("nvme0n1").mountPoints == ["/" + long])
    }
}
