import BlockDevices
import DeviceTestSupport
import Testing

@testable import Harness

/// A drive with two poll queues of 1023 tags each.
@Suite struct KernelTagShortageTests {
    private func shortage(jobs: Int, depth: Int) throws -> String? {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, queues: twoAndTwo)
        var leaf = facts(.path("/dev/nvme0n1"))
        leaf.device = kernel.facts("nvme0n1")
        let leaves = try Leaves([.path("/dev/nvme0n1")]) { (_) throws(HarnessError) in leaf }
        var cell = CellSettings()
        cell.jobs = jobs
        cell.depth = depth
        return KernelTagShortage(leaves, cell)?.reason.description
    }

    @Test(arguments: [(1, 65_536), (2, 1023), (4, 511), (3, 511)])
    func enoughTagsOrOneJobAreNoDanger(jobs: Int, depth: Int) throws {
        #expect(try shortage(jobs: jobs, depth: depth) == nil)
    }

    @Test(arguments: [(2, 1024, "--iodepth 1023,"), (4, 512, "--iodepth 511,"), (3, 600, "--iodepth 511,")])
    func tooFewAreSaidWithADepthThatGoes(jobs: Int, depth: Int, advice: String) throws {
        let text = try #require(try shortage(jobs: jobs, depth: depth))
        #expect(text.contains("1023 tags of a queue of /dev/nvme0n1"))
        #expect(text.contains(advice))
    }
}
