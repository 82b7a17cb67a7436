import Foundation
import Testing
import Units

@testable import Placement

@Suite struct TopologyTests {
    @Test func readsTwoNodesWithHyperThreads() throws {
        let machine = Machine(coresOfNodes: [2, 2], threadsPerCore: 2, siblingsAdjacent: false)
        let tree = try SysfsTree(describing: machine.cpus)
        #expect(try tree.topology(of: Array(0..<8)).cpus == machine.cpus)
    }

    @Test func leavesOutWhatIsNotAllowed() throws {
        let machine = Machine(coresOfNodes: [2, 2], threadsPerCore: 2, siblingsAdjacent: false)
        let tree = try SysfsTree(describing: machine.cpus)
        #expect(try tree.topology(of: [6, 1]).cpus == [machine.cpus[1], machine.cpus[6]])
    }

    @Test func missingFilesMakeEachCPUACore() throws {
        let tree = try SysfsTree(describing: [])
        #expect(try tree.topology(of: [0, 1]).cpus == [CPU(number: 0), CPU(number: 1)])
    }

    @Test(arguments: ["", "\n", "-1\n", "0-\n", "all\n"])
    func unreadableFilesMakeEachCPUACore(text: String) throws {
        let tree = try SysfsTree(describing: [])
        for name in ["core_id", "physical_package_id", "thread_siblings_list"] {
            try tree.write(text, cpu: 3, name: name)
        }
        #expect(try tree.topology(of: [3]).cpus == [CPU(number: 3)])
    }

    @Test func coresThatAreHiddenAreNoted() throws {
        let tree = try SysfsTree(describing: [CPU(number: 0), CPU(number: 1)])
        #expect(try tree.topology(of: [0, 1]).note == nil)
        #expect(
            try tree.topology(of: [0, 2]).note?.hasSuffix("cpu does not show which CPUs share a core") == true
        )
    }

    @Test func anEmptyMaskIsAnError() throws {
        let tree = try SysfsTree(describing: [])
        #expect(throws: PlacementError.noCPUs) { try tree.topology(of: []) }
    }

    @Test func thisMachineHasOneCPUPerBitOfItsMask() throws {
        let status = try String(contentsOfFile: "/proc/thread-self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") })
        let allowed = try CPUList(parsing: line.dropFirst(18).trimmingCharacters(in: .whitespaces))
        #expect(try Topology.current().cpus.map(\.number) == allowed.cpus)
    }
}

/// A made-up sysfs in a temporary folder, removed with its owner.
private final class SysfsTree {
    private let root = FileManager.default.temporaryDirectory.appending(path: "sysfs-\(UUID())")
    private let nodes: [Int: Int]

    init(describing cpus: [CPU]) throws {
        nodes = Dictionary(uniqueKeysWithValues: cpus.map { ($0.number, $0.node) })
        for cpu in cpus {
            try write("\(cpu.core)\n", cpu: cpu.number, name: "core_id")
            try write("\(cpu.package)\n", cpu: cpu.number, name: "physical_package_id")
            try write("\(CPUList(cpu.siblings))\n", cpu: cpu.number, name: "thread_siblings_list")
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    func write(_ text: String, cpu: Int, name: String) throws {
        let folder = root.appending(path: "devices/system/cpu/cpu\(cpu)/topology")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    func topology(of allowed: [Int]) throws(PlacementError) -> Topology {
        try Topology(allowed: allowed, sysfs: Sysfs(root: root.path())) { self.nodes[$0] ?? 0 }
    }
}
