import BlockDevices
import DeviceTestSupport
import Testing

@testable import Environment

extension MadeUpKernel {
    /// Puts the process into a cgroup of the CPU controller of v1, mounted at `cpu`, and into one of v2, at `unified`.
    func addCgroups(_ path: String, root: String = "/") throws {
        let folder = String(files.sys.root.dropLast("/sys".count))
        try write("3:cpu,cpuacct:\(path)\n1:name=systemd:/x\n0::\(path)\n", "proc/self/cgroup")
        try write(
            """
            24 1 0:20 / /sys rw - sysfs sysfs rw
            31 24 0:28 \(root) \(folder)/cpu rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
            32 24 0:29 / \(folder)/memory rw,relatime - cgroup cgroup rw,memory
            33 24 0:30 \(root) \(folder)/unified rw - cgroup2 cgroup2 rw,nsdelegate
            short line

            """, "proc/self/mountinfo")
    }
}

/// Where a process's cgroups are, and what they have taken.
@Suite struct ControlGroupsTests {
    private let kernel: MadeUpKernel

    init() throws { kernel = try MadeUpKernel() }

    /// A quota may be a parent's.
    @Test func countsAreReadUpToTheRoot() throws {
        try kernel.addCgroups("/a/b")
        try kernel.write("nr_periods 9\nnr_throttled 3\nthrottled_time 4000\n", "cpu/a/b/cpu.stat")
        try kernel.write("nr_periods 9\nnr_throttled 5\nthrottled_time 6000\n", "cpu/a/cpu.stat")
        let readings = ControlGroups(in: kernel.files).read()
        #expect(readings.keys.sorted() == ["/a", "/a/b"])
        #expect(readings["/a"] == .init(throttledTimes: 5, throttledNanoseconds: 6000))
        #expect(readings["/a/b"] == .init(throttledTimes: 3, throttledNanoseconds: 4000))
    }

    @Test func countsOfV2AreMicroseconds() throws {
        try kernel.addCgroups("/a")
        try kernel.write("usage_usec 7\nnr_throttled 3\nthrottled_usec 4000\n", "unified/a/cpu.stat")
        try kernel.write("frozen_usec 12\n", "unified/a/cgroup.stat.local")
        #expect(
            ControlGroups(in: kernel.files).read()["/a"]
                == .init(throttledTimes: 3, throttledNanoseconds: 4_000_000, frozenNanoseconds: 12_000))
    }

    /// A container sees its own cgroup as the root of the mount.
    @Test(arguments: [("/box/1/job", "/box/1", "/job"), ("/box/1", "/box/1", "/"), ("/../other", "/", "/")])
    func theMountMayBeginFurtherDown(path: String, root: String, expected: String) throws {
        try kernel.addCgroups(path, root: root)
        let folder = expected == "/" ? "" : expected
        try kernel.write("nr_throttled 1\nthrottled_time 2\n", "cpu\(folder)/cpu.stat")
        #expect(ControlGroups(in: kernel.files).read()[expected]?.throttledTimes == 1)
    }

    @Test(arguments: ["", "junk", "0::", "3:cpu:/a\n", "::::\n"])
    func whatTellsNothingIsNothing(cgroup: String) throws {
        try kernel.write(cgroup, "proc/self/cgroup")
        #expect(ControlGroups(in: kernel.files).read().isEmpty)
    }

    @Test func thisMachineCanBeRead() {
        _ = ControlGroups(in: KernelFiles()).read()
    }
}
