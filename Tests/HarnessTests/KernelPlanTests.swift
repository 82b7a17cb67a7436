import BlockDevices
import BlockLayer
import Tables
import Testing

@testable import Harness

@Suite struct KernelPlanTests {
    private func request(_ table: String, _ choice: KernelDeviceChoice? = .create) throws -> RunRequest {
        var request = RunRequest(.table(try Stack(parsing: table)))
        request.kernelDevice = choice
        return request
    }

    private func obstacle(_ request: RunRequest) throws -> String {
        let leaves = try Leaves(request.source.leafReferences) { facts($0) }
        return KernelPlan.obstacle(request, leaves)?.description ?? "none"
    }

    private func plan(_ table: String) throws -> KernelPlan {
        try KernelPlan(try request(table), try planner(table, alignmentBytes: 4096), node: nil)
    }

    @Test func devicesBelowTakeTheNamesOfThisRun() throws {
        let table = """
            top: 0 64 striped 2 8 low 0 /dev/b 8
            low: 0 32 linear /dev/a 0
            """
        let devices = try plan(table).newDevices
        let low = devices[0].identity.path
        #expect(devices.map(\.table) == ["0 32 linear /dev/a 0", "0 64 striped 2 8 \(low) 0 /dev/b 8"])
    }

    @Test func readOnlyDevicesStaySo() throws {
        let table = "low,,,ro,0 64 linear /dev/a 0;top,,,rw,0 64 linear low 0"
        #expect(try plan(table).newDevices.map(\.isReadOnly) == [true, false])
    }

    @Test func theStackIsOneLeafAsLargeAsTheTop() throws {
        let plan = try plan("0 64 striped 2 8 /dev/a 0 /dev/b 8")
        let path = plan.newDevices[0].identity.path
        #expect(plan.stack.sizeSectors == 64)
        #expect(plan.stack.leaves.facts.map(\.kind) == [.real(path: path, isBlockDevice: true)])
        #expect(plan.stack.leaves.alignmentBytes == 4096)
        #expect(try plan.stack.plan([LeafQueues(count: 2, ofWorker: [0, 1])]).devices.count == 1)
    }

    @Test(arguments: [
        ("0 64 linear /dev/a 0", "none"), ("0 64 linear model:0 0", "block devices only"),
        ("0 64 zero", "block devices only"),
        (
            "0 64 linear /dev/a 0\n64 8 remap /dev/a 64",
            "no kernel has a remap as in the table's line 2, column 1"
        ),
        ("0 64 multipath 2 reinstate_after_us 5 0 1 1 round-robin 0 1 0 /dev/a", "no kernel has a multipath"),
        ("0 64 multipath 2 queue_mode bio 0 1 1 round-robin 0 1 0 /dev/a", "none"),
    ])
    func theKernelTakesBlockDevices(_ table: String, _ words: String) throws {
        #expect(try obstacle(try request(table)).contains(words))
    }

    @Test func withoutADeviceItSaysHowToGetOne() throws {
        let reason = try obstacle(try request("0 64 linear /dev/a 0", nil))
        #expect(reason.contains("--create-kernel-device") && reason.contains("--kernel-device"))
    }

    @Test func aBareDeviceHasNothingToMap() throws {
        var request = RunRequest(.bare(.path("/dev/a")))
        request.kernelDevice = .create
        #expect(try obstacle(request).contains("--table"))
    }

    @Test func whatCrashesTheKernelNeedsLeave() throws {
        var request = try request("0 64 striped 2 8 /dev/md0 0 /dev/md1 8")
        let leaves = try Leaves(request.source.leafReferences) { facts($0) }
        var cell = CellSettings()
        #expect(KernelPlan.hazard(request, leaves, cell) == nil)
        cell.blockBytes = 8192
        let reason = try #require(KernelPlan.hazard(request, leaves, cell)).description
        #expect(reason.contains("--bs 8k") && reason.contains("--allow-kernel-crash"))
        cell.completion = .interrupt
        #expect(KernelPlan.hazard(request, leaves, cell) == nil)
        cell.completion = .polled
        request.allowsKernelCrash = true
        #expect(KernelPlan.hazard(request, leaves, cell) == nil)
    }
}
