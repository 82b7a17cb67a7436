import BlockDevices
import Tables
import Testing

@testable import Harness
@testable import Placement

/// Where jobs are placed on a made-up machine, and what is said of it.
@Suite struct JobPlacementTests {
    /// Two CPUs on each node.
    private func topology(nodes: Int) -> Topology {
        Topology(cpus: (0..<2 * nodes).map { CPU(number: $0, node: $0 / 2) })
    }

    private func placement(
        jobs: Int, _ policy: NodePolicy, nodes: Int = 1, cpus: [Int]? = nil
    ) throws -> JobPlacement {
        var cell = CellSettings()
        cell.jobs = jobs
        cell.numa = policy
        var request = RunRequest(.bare(.model(0)))
        request.cpus = cpus
        let leaves = try Leaves([.model(0)]) { (_) throws(HarnessError) in
            LeafFacts(kind: .model, name: "model:0", sizeSectors: 8, alignmentBytes: 512, maxSectorsPerIO: 8)
        }
        return try JobPlacement(cell, request, topology(nodes: nodes), leaves)
    }

    @Test func jobsWithCPUsOfTheirOwnAreNotDoubted() throws {
        #expect(try placement(jobs: 4, .any, nodes: 2).doubt == nil)
    }

    @Test func jobsThatTakeTurnsAre() throws {
        let placement = try placement(jobs: 3, .any, cpus: [1])
        #expect(placement.cpus.map(\.number) == [1, 1, 1])
        #expect(placement.doubt == "3 jobs on 1 CPU take turns")
    }

    @Test(arguments: [NodePolicy.any, .local, .spread])
    func onOneNodeEverythingIsLocal(policy: NodePolicy) throws {
        let placement = try placement(jobs: 1, policy)
        #expect(placement.policy == .local && placement.memory == nil)
    }

    /// Model devices are on no node, so it is not known whether jobs on one node are near them.
    @Test func onTwoNodesMemoryIsPlaced() throws {
        let near = try placement(jobs: 2, .any, nodes: 2)
        #expect(near.policy == nil && near.memory != nil)
        let all = try placement(jobs: 4, .any, nodes: 2)
        #expect(all.policy == .spread && all.memory != nil)
    }

    @Test func modelDevicesAreNowhere() {
        let error = #expect(throws: HarnessError.self) { try placement(jobs: 1, .remote) }
        #expect(error?.description.contains("it is not known on which NUMA node") == true)
    }
}
