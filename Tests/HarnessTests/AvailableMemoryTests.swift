import BlockLayer
import DeviceTestSupport
import Testing

@testable import Harness

/// What bounds the memory of a run: the machine, its cgroups and its limits.
@Suite struct AvailableMemoryTests {
    private static func machine(_ extra: [(path: String, text: String)] = []) throws -> AvailableMemory {
        let kernel = try MadeUpKernel()
        try kernel.write("MemTotal: 9000 kB\nMemFree: 100 kB\nMemAvailable:    4096 kB\n", "proc/meminfo")
        for (path, text) in extra { try kernel.write(text, path) }
        return AvailableMemory(kernel.files)
    }

    /// Lines without a number say nothing.
    @Test func halfALineIsNoNumber() {
        #expect(AvailableMemory.field("MemAvailable:", in: ["MemAvailable:", "MemFree: x", ""]) == nil)
    }

    @Test func theMachineIsABound() throws {
        #expect(try Self.machine().resident == AvailableMemory.Bound(bytes: 4 << 20, name: "the machine"))
    }

    /// Of a cgroup and those above it the one that has least left; page cache can be given up.
    @Test func cgroupsAreBounds() throws {
        let folder = "sys/fs/cgroup"
        let v2 = try Self.machine([
            ("proc/self/cgroup", "0::/a/b\n"), ("\(folder)/a/b/memory.max", "max\n"),
            ("\(folder)/a/memory.max", "3000000\n"), ("\(folder)/a/memory.current", "2500000\n"),
            ("\(folder)/a/memory.stat", "anon 1\nfile 500000\n"),
        ])
        #expect(v2.resident == AvailableMemory.Bound(bytes: 1_000_000, name: "the cgroup /a/"))
        let v1 = try Self.machine([
            ("proc/self/cgroup", "4:cpu,memory:/c\n"),
            ("\(folder)/memory/c/memory.limit_in_bytes", "2000000\n"),
            ("\(folder)/memory/c/memory.usage_in_bytes", "2500000\n"),
        ])
        #expect(v1.resident == AvailableMemory.Bound(bytes: 0, name: "the cgroup /c/"))
    }

    private static func request(_ change: (inout RunRequest) throws -> Void) throws -> RunRequest {
        var request = RunRequest(.table(try .init(parsing: "0 2048 striped 1 1 model:0 0")))
        try change(&request)
        return request
    }

    /// A run that does not fit is refused with its sizes before anything is made; a little more memory, and it runs.
    @Test(arguments: ["bio-array", "task-fifo", "interrupt"])
    func whatDoesNotFitIsRefused(design: String) throws {
        let request = try Self.request { request in
            request.designs = [design]
            try request.sweep.vary(.iodepth, "16384")
        }
        let run = try #require(try Plan(request).runs.first)
        let memory = run.design.memory(on: run.devices, run.settings)
        func fits(_ bytes: UInt64) -> String {
            HarnessTests.refusal {
                try AvailableMemory(resident: .init(bytes: bytes, name: "it"), addresses: nil).check(memory)
            }
        }
        #expect(fits(memory.resident) == "accepted")
        let text = fits(memory.resident - 1)
        #expect(
            text.contains("does not fit into memory: it needs ") && text.contains("MiB of bios"), "\(text)")
        #expect(text.contains("it has ") && text.contains("lower --bs, --iodepth or --numjobs"), "\(text)")
    }
}
