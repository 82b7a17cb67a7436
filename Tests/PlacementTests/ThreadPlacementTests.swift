import Testing

@testable import Placement

@Suite struct ThreadPlacementTests {
    private let twoNodes = Topology(
        cpus: Machine(coresOfNodes: [2, 2], threadsPerCore: 2, siblingsAdjacent: false).cpus)

    @Test func fillsCoresNodeByNodeBeforeSiblings() throws {
        #expect(try twoNodes.placeThreads(count: 8).map(\.number) == [0, 1, 2, 3, 4, 5, 6, 7])
        let adjacent = Machine(coresOfNodes: [2, 2], threadsPerCore: 2, siblingsAdjacent: true)
        let placed = try Topology(cpus: adjacent.cpus).placeThreads(count: 8).map(\.number)
        #expect(placed == [0, 2, 4, 6, 1, 3, 5, 7])
    }

    @Test func takesOnlyTheGivenCPUs() throws {
        #expect(try twoNodes.placeThreads(count: 3, on: [7, 4, 3, 4]).map(\.number) == [4, 3, 7])
    }

    @Test func countsSecondThreadsAloneAsCores() throws {
        #expect(try twoNodes.placeThreads(count: 4, on: [4, 5, 6, 7]).map(\.number) == [4, 5, 6, 7])
    }

    @Test func noCoreIsSharedWhileAnotherIsIdle() throws {
        for machine in Machine.all {
            let cpus = machine.cpus
            for count in 1...cpus.count {
                let placed = try Topology(cpus: cpus).placeThreads(count: count)
                let threadsOfCores = Set(cpus.map(\.siblings)).map { siblings in
                    placed.count { $0.siblings == siblings }
                }
                let (least, most) = (threadsOfCores.min() ?? 0, threadsOfCores.max() ?? 0)
                #expect(most - least <= 1, "\(machine), \(count) threads: \(threadsOfCores)")
            }
        }
    }

    @Test func noCPUGetsTwoThreads() throws {
        for machine in Machine.all {
            let placed = try Topology(cpus: machine.cpus).placeThreads(count: machine.cpus.count)
            #expect(Set(placed) == Set(machine.cpus), "\(machine)")
        }
    }

    @Test func withMoreThreadsThanCPUsTheyTakeTurns() throws {
        #expect(try twoNodes.placeThreads(count: 5, on: [0, 6]).map(\.number) == [0, 6, 0, 6, 0])
    }

    @Test(arguments: [
        (1, [], "none of the CPUs of --cpus-allowed is on one of the nodes of --numa-cpu-nodes"),
        (0, [0], "0 threads: at least one is needed; raise --numjobs"),
        (Int.min, [0], "\(Int.min) threads: at least one is needed; raise --numjobs"),
        (1, [0, 9], "CPU 9 does not exist or this process may not run on it; correct --cpus-allowed: 0-7"),
        (1, [-1], "CPU -1 does not exist or this process may not run on it; correct --cpus-allowed: 0-7"),
    ])
    func refusesInOneClearLine(count: Int, cpus: [Int], line: String) {
        let error = #expect(throws: PlacementError.self) { try twoNodes.placeThreads(count: count, on: cpus) }
        #expect(error?.description == line)
    }
}

/// Where threads go by ``NodePolicy``.
@Suite struct NodePolicyTests {
    /// CPUs 0, 1 and 6, 7 on node 0, and so on; node 2 is far from node 0.
    private let threeNodes = Topology(
        cpus: Machine(coresOfNodes: [2, 2, 2], threadsPerCore: 2, siblingsAdjacent: false).cpus,
        distances: { $0 == $1 ? 10 : abs($0 - $1) == 2 ? 31 : 21 })

    private func place(_ count: Int, _ policy: NodePolicy, near nodes: Set<Int>) throws -> [Int] {
        try threeNodes.placeThreads(count: count, policy: policy, near: DeviceAffinity(nodes: nodes)).map(
            \.number)
    }

    @Test func localFillsTheDevicesNodeWithItsSiblingsBeforeAnyOther() throws {
        #expect(try place(6, .local, near: [1]) == [2, 3, 8, 9, 0, 1])
    }

    @Test func localMeansTheNodesOfAllLeaves() throws {
        #expect(try place(4, .local, near: [0, 2]) == [0, 1, 4, 5])
    }

    @Test func remoteBeginsWithTheFarthestAndNeverComesNear() throws {
        #expect(try place(10, .remote, near: [0]) == [4, 5, 10, 11, 2, 3, 8, 9, 4, 5])
        #expect(try place(3, .remote, near: [0, 1]) == [4, 5, 10])
    }

    @Test func spreadTakesTheNodesInTurnAndSiblingsLast() throws {
        #expect(try place(8, .spread, near: []) == [0, 2, 4, 1, 3, 5, 6, 8])
    }

    @Test func nodesCanBeChosen() throws {
        #expect(try threeNodes.placeThreads(count: 3, of: [2, 1]).map(\.number) == [2, 3, 4])
        #expect(try threeNodes.placeThreads(count: 1, on: [0, 9], of: [1]).map(\.number) == [9])
    }

    @Test func whereNothingIsRemoteItIsSaid() throws {
        for (nodes, why) in [
            (Set<Int>(), "it is not known on which NUMA node the devices are; use local or spread"),
            ([0, 1, 2], "all CPUs that may be used are on the devices' own NUMA nodes 0-2"),
        ] {
            let error = #expect(throws: PlacementError.self) { try place(1, .remote, near: nodes) }
            #expect(error?.description == "--numa remote: " + why)
        }
    }

    @Test func aNodeWithoutCPUsIsRefused() {
        #expect(throws: PlacementError.nodeNotAllowed(3, allowed: [0, 1, 2])) {
            try threeNodes.placeThreads(count: 1, of: [0, 3])
        }
    }
}

/// Where threads go when it is known which devices they will use.
@Suite struct DeviceAffinityTests {
    private let twoNodes = Topology(
        cpus: Machine(coresOfNodes: [4, 4], threadsPerCore: 1, siblingsAdjacent: false).cpus)

    private func place(_ count: Int, nodes: Set<Int> = [], queues: [Int: Int] = [:]) throws -> [Int] {
        try twoNodes.placeThreads(count: count, near: DeviceAffinity(nodes: nodes, queueOfCPU: queues)).map(
            \.number)
    }

    @Test func theDevicesNodeComesFirst() throws {
        #expect(try place(6, nodes: [1]) == [4, 5, 6, 7, 0, 1])
    }

    @Test func queuesAreTakenInTurn() throws {
        let pairs = [0: 8, 1: 8, 2: 9, 3: 9, 4: 8, 5: 8, 6: 9, 7: 9]
        #expect(try place(8, queues: pairs) == [0, 2, 1, 3, 4, 6, 5, 7])
        #expect(try place(4, nodes: [1], queues: pairs) == [4, 6, 5, 7])
    }

    @Test func theNodeGoesBeforeTheQueue() throws {
        let byNode = [0: 8, 1: 8, 2: 8, 3: 8, 4: 9, 5: 9, 6: 9, 7: 9]
        #expect(try place(5, nodes: [1], queues: byNode) == [4, 5, 6, 7, 0])
        #expect(try place(4, queues: byNode) == [0, 4, 1, 5])
    }

    @Test func cpusOfNoQueueAndNodesOfNoCPUDoNotMatter() throws {
        #expect(try place(8, nodes: [7], queues: [99: 1]) == [0, 1, 2, 3, 4, 5, 6, 7])
    }

    /// Whatever the map: no two threads on a CPU, cores before hardware threads, and among as many threads as there are
    /// equal CPUs no queue is used twice more than another that had a CPU to offer.
    @Test func threadsSpreadOverQueues() throws {
        for machine in Machine.all {
            let cpus = machine.cpus
            for queueCount in 1...3 {
                let queues = QueueMap.roundRobin.queueOfCPU(cpus: cpus, queueCount: queueCount)
                let map = Dictionary(uniqueKeysWithValues: zip(cpus.map(\.number), queues))
                let affinity = DeviceAffinity(queueOfCPU: map)
                let coreCount = Set(cpus.map(\.siblings)).count
                for count in 1...coreCount {
                    let placed = try Topology(cpus: cpus).placeThreads(count: count, near: affinity)
                    #expect(Set(placed.map(\.siblings)).count == count, "\(machine), \(count) threads")
                    let used = Dictionary(grouping: placed) { map[$0.number]! }.mapValues(\.count)
                    let firsts = cpus.filter { $0.number == $0.siblings[0] }
                    let most = used.values.max() ?? 0
                    for queue in 0..<queueCount {
                        let offered = firsts.count { map[$0.number] == queue }
                        #expect(
                            used[queue, default: 0] >= min(offered, most - 1), "\(machine), queue \(queue)")
                    }
                }
            }
        }
    }
}
