import Foundation
import Placement
import Testing

@testable import Machines

/// CPUs as a tree: which levels there are, and which CPU is where.
@Suite struct MachineTreeTests {
    private static func tree(_ probe: MadeUpProbe) -> MachineTree { MachineTree(probe.cpus, probe.caches) }

    @Test func allLevelsOfAServer() {
        let tree = Self.tree(MadeUpProbe(sockets: 2, nodes: 2, caches: 3, cores: 4, threads: 2))
        #expect(tree.levels.map(\.name) == ["socket", "node", "llc", "core", "thread"])
        #expect(tree.levels.map(\.count) == [2, 2, 3, 4, 2])
        #expect((tree.nodeLevel, tree.cacheLevel, tree.threadsPerCore) == (1, 2, 2))
        #expect(tree.cpus.prefix(4).map(\.number) == [0, 48, 1, 49] && tree.leftOut == [])
        #expect(tree.cores.prefix(3) == [0, 2, 4])
    }

    /// A level that splits nothing is not there: its groups are those of the level around it.
    @Test func levelsThatSplitNothingAreLeftOut() {
        let tree = Self.tree(MadeUpProbe(sockets: 2, cores: 4))
        #expect(tree.levels.map(\.name) == ["socket", "core"] && tree.levels.map(\.count) == [2, 4])
        #expect((tree.nodeLevel, tree.cacheLevel) == (0, 0))
        let small = Self.tree(MadeUpProbe(cores: 2))
        #expect(small.levels == [MachineTree.Level(name: "core", count: 2)])
        #expect(small.nodeLevel == nil && small.cacheLevel == nil)
    }

    @Test func oneCPUIsAMachine() {
        let tree = Self.tree(MadeUpProbe(cores: 1))
        #expect(tree.levels == [MachineTree.Level(name: "core", count: 1)])
        #expect(tree.cpus.count == 1 && tree.pairs(at: 0, most: 4).isEmpty)
    }

    /// Caches of one core each are no clusters.
    @Test func cachesOfSingleCoresAreNoLevel() {
        let tree = Self.tree(MadeUpProbe(caches: 4, cores: 1, threads: 2))
        #expect(tree.levels.map(\.name) == ["core", "thread"] && tree.cacheLevel == nil)
    }

    /// An affinity mask, or cores of several kinds, make groups of several sizes.
    @Test func groupsOfSeveralSizesAreCut() {
        let tree = Self.tree(MadeUpProbe(sockets: 2, cores: 4, without: [5, 6]))
        #expect(tree.levels.map(\.count) == [2, 2])
        #expect(tree.cpus.map(\.number) == [0, 1, 4, 7] && tree.leftOut.map(\.number) == [2, 3])
        let hybrid = Self.tree(MadeUpProbe(cores: 4, threads: 2, without: [7]))
        #expect(hybrid.levels == [MachineTree.Level(name: "core", count: 4)])
        #expect(hybrid.leftOut.map(\.number) == [4, 5, 6])
    }

    @Test(arguments: 0..<5)
    func pairsAreOfTheirLevel(level: Int) {
        let tree = Self.tree(MadeUpProbe(sockets: 2, nodes: 2, caches: 3, cores: 4, threads: 2))
        let pairs = tree.pairs(at: level, most: 24)
        #expect(pairs.count >= 20)
        #expect(pairs.allSatisfy { tree.levelBetween($0.0, $0.1) == level })
        #expect(Set(pairs.map { "\($0)" }).count == pairs.count)
    }

    @Test func fewPairsAreAllThereAre() {
        let pairs = Self.tree(MadeUpProbe(cores: 3)).pairs(at: 0, most: 24)
        #expect(
            pairs.map { [$0.0, $0.1] }.sorted { $0.lexicographicallyPrecedes($1) } == [
                [0, 1], [0, 2], [1, 2],
            ])
    }

    @Test func cachesAreReadFromSysfs() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "caches-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let caches = [
            ("index0", "1", "Data", "32K", "4"), ("index1", "1", "Instruction", "64K", "4"),
            ("index2", "2", "Unified", "512K", "4"), ("index3", "3", "Unified", "32768K", "2-5"),
        ]
        for (name, level, type, size, cpus) in caches {
            let folder = root.appending(path: "devices/system/cpu/cpu4/cache/\(name)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let files = [("level", level), ("type", type), ("size", size), ("shared_cpu_list", cpus)]
            for (file, text) in files {
                try "\(text)\n".write(to: folder.appending(path: file), atomically: false, encoding: .utf8)
            }
        }
        let facts = CacheFacts(of: [CPU(number: 4), CPU(number: 9)], in: Sysfs(root: root.path))
        let expected = CacheFacts(
            lastLevelOfCPU: [4: 2, 9: 9], lastLevelBytes: 32 << 20, innerBytes: 512 << 10)
        #expect(facts == expected)
    }
}
