import BlockDevices
import Placement
import Tables
import Testing

@testable import Harness

/// Where jobs are placed on this machine, and what is said of it.
@Suite struct JobPlacementTests {
    private func placement(jobs: Int, _ policy: NodePolicy, cpus: [Int]? = nil) throws -> JobPlacement {
        var cell = CellSettings()
        cell.jobs = jobs
        cell.numa = policy
        var request = RunRequest(.bare(.model(0)))
        request.cpus = cpus
        let leaves = try Leaves([.model(0)]) { (_) throws(HarnessError) in
            LeafFacts(kind: .model, name: "model:0", sizeSectors: 8, alignmentBytes: 512, maxSectorsPerIO: 8)
        }
        return try JobPlacement(cell, request, try topology(), leaves)
    }

    private func topology() throws -> Topology { try Topology.current() }

    @Test func jobsWithCPUsOfTheirOwnAreNotDoubted() throws {
        #expect(try placement(jobs: try topology().cpus.count, .any).doubt == nil)
    }

    @Test func jobsThatTakeTurnsAre() throws {
        let cpu = try topology().cpus[0].number
        let placement = try placement(jobs: 3, .any, cpus: [cpu])
        #expect(placement.cpus.map(\.number) == [cpu, cpu, cpu])
        #expect(placement.doubt == "3 jobs on 1 CPU take turns")
    }

    @Test func onOneNodeEverythingIsLocal() throws {
        guard try topology().nodes.count == 1 else { return }
        for policy in [NodePolicy.any, .local, .spread] {
            #expect(try placement(jobs: 1, policy).policy == .local)
            #expect(try placement(jobs: 1, policy).memory == nil)
        }
    }

    @Test func modelDevicesAreNowhere() {
        let error = #expect(throws: HarnessError.self) { try placement(jobs: 1, .remote) }
        #expect(error?.description.contains("it is not known on which NUMA node") == true)
    }
}
