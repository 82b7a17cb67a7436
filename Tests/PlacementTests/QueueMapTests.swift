import Testing

@testable import Placement

/// Properties over every small machine, with every number of queues up to two more than CPUs.
@Suite struct QueueMapTests {
    @Test(arguments: QueueMap.allCases)
    func everyQueueServesACPUAsFarAsThereAreCPUs(map: QueueMap) {
        forEachQueueCount { machine, cpus, queueCount in
            let used = Set(map.queueOfCPU(cpus: cpus, queueCount: queueCount))
            #expect(used == Set(0..<min(queueCount, cpus.count)), "\(machine), \(queueCount) queues")
        }
    }

    /// What exclusive queues rest on: no job is left without a queue of its own.
    @Test(arguments: QueueMap.allCases)
    func asManyQueuesAsCPUsAreOneEach(map: QueueMap) {
        forEachQueueCount(from: \.count) { machine, cpus, queueCount in
            let queues = map.queueOfCPU(cpus: cpus, queueCount: queueCount)
            #expect(Set(queues).count == cpus.count, "\(machine), \(queueCount) queues")
        }
    }

    @Test(arguments: QueueMap.allCases)
    func theOrderOfTheCPUsChangesNothing(map: QueueMap) {
        forEachQueueCount { machine, cpus, queueCount in
            let queues = map.queueOfCPU(cpus: cpus, queueCount: queueCount)
            let reversed = map.queueOfCPU(cpus: cpus.reversed(), queueCount: queueCount)
            #expect(reversed == queues.reversed(), "\(machine), \(queueCount) queues")
        }
    }

    @Test(arguments: QueueMap.allCases, [Int.min, -1, 0])
    func fewerThanOneQueueCountsAsOne(map: QueueMap, queueCount: Int) {
        #expect(map.queueOfCPU(cpus: [CPU(number: 0), CPU(number: 1)], queueCount: queueCount) == [0, 0])
    }

    @Test(arguments: QueueMap.allCases)
    func noCPUsNeedNoQueues(map: QueueMap) {
        #expect(map.queueOfCPU(cpus: [], queueCount: 4) == [])
    }

    @Test(arguments: QueueMap.allCases)
    func siblingsThatAreNotGivenPlayNoPart(map: QueueMap) {
        let cpus = [
            CPU(number: 4, siblings: [0]), CPU(number: 5, siblings: [1]), CPU(number: 6, siblings: [2]),
        ]
        let alone = cpus.map { CPU(number: $0.number) }
        for queueCount in 1...3 {
            let queues = map.queueOfCPU(cpus: cpus, queueCount: queueCount)
            #expect(queues == map.queueOfCPU(cpus: alone, queueCount: queueCount))
        }
    }
}

/// Linux 5.10.
@Suite struct RoundRobinTests {
    @Test func firstCPUsTakeTheQueuesInOrder() {
        forEachQueueCount { machine, cpus, queueCount in
            let first = min(queueCount, cpus.count)
            let queues = QueueMap.roundRobin.queueOfCPU(cpus: cpus, queueCount: queueCount)
            #expect(Array(queues.prefix(first)) == Array(0..<first), "\(machine), \(queueCount) queues")
        }
    }

    @Test func laterSiblingsShareTheQueueOfTheFirst() {
        forEachQueueCount { machine, cpus, queueCount in
            let queues = QueueMap.roundRobin.queueOfCPU(cpus: cpus, queueCount: queueCount)
            for cpu in cpus.dropFirst(queueCount) {
                #expect(
                    queues[cpu.number] == queues[cpu.siblings[0]], "\(machine), \(queueCount) queues, \(cpu)")
            }
        }
    }

    @Test func laterCoresTakeTheQueuesInTurn() {
        forEachQueueCount { machine, cpus, queueCount in
            let queues = QueueMap.roundRobin.queueOfCPU(cpus: cpus, queueCount: queueCount)
            let laterCores = cpus.dropFirst(queueCount).filter { $0.siblings[0] == $0.number }
            let turns = laterCores.indices.map { $0 % queueCount }
            #expect(laterCores.map { queues[$0.number] } == Array(turns), "\(machine), \(queueCount) queues")
        }
    }

    @Test func worksAsFollowedByHand() {
        let apart = Machine(coresOfNodes: [2, 2], threadsPerCore: 2, siblingsAdjacent: false)
        #expect(QueueMap.roundRobin.queueOfCPU(cpus: apart.cpus, queueCount: 3) == [0, 1, 2, 0, 0, 1, 2, 0])
        let adjacent = Machine(coresOfNodes: [2, 2], threadsPerCore: 2, siblingsAdjacent: true)
        #expect(
            QueueMap.roundRobin.queueOfCPU(cpus: adjacent.cpus, queueCount: 3) == [0, 1, 2, 2, 0, 0, 1, 1])
    }
}

/// Linux 6.3.
@Suite struct GroupedByNodeTests {
    @Test func queuesAndNodesDoNotCross() {
        forEachQueueCount { machine, cpus, queueCount in
            let pairs = Set(zip(cpus, queues(cpus, queueCount)).map { [$0.node, $1] })
            let used = min(queueCount, cpus.count)
            #expect(pairs.count == max(used, machine.coresOfNodes.count), "\(machine), \(queueCount) queues")
        }
    }

    @Test func queuesOfANodeDifferByOneCPUAtMost() {
        forEachQueueCount { machine, cpus, queueCount in
            for (node, sizes) in queueSizesByNode(cpus, queueCount) {
                let (least, most) = (sizes.min() ?? 0, sizes.max() ?? 0)
                #expect(most - least <= 1, "\(machine), \(queueCount) queues, node \(node): \(sizes)")
            }
        }
    }

    @Test func nodesGetQueuesByTheirSize() {
        forEachQueueCount { machine, cpus, queueCount in
            let sizes = queueSizesByNode(cpus, queueCount).values
            for small in sizes {
                for large in sizes where small.reduce(0, +) < large.reduce(0, +) {
                    #expect(small.count <= large.count, "\(machine), \(queueCount) queues: \(sizes)")
                }
            }
        }
    }

    @Test func siblingsArePartedOnlyWhereAQueueIsFull() {
        forEachQueueCount { machine, cpus, queueCount in
            let queues = queues(cpus, queueCount)
            let queuesOfCores = Dictionary(grouping: cpus, by: \.siblings).values.map { core in
                Set(core.map { queues[$0.number] }).count
            }
            let boundaries = Set(queues).count - min(queueCount, machine.coresOfNodes.count)
            #expect(
                queuesOfCores.reduce(0) { $0 + $1 - 1 } <= boundaries,
                "\(machine), \(queueCount) queues: \(queues)")
        }
    }

    @Test func siblingsStayTogetherWithAQueuePerCore() {
        for machine in Machine.all {
            let cpus = machine.cpus
            let queues = queues(cpus, cpus.count / machine.threadsPerCore)
            let firsts = cpus.map { queues[$0.siblings[0]] }
            #expect(queues == firsts, "\(machine)")
        }
    }

    @Test func worksAsFollowedByHand() {
        let equal = Machine(coresOfNodes: [2, 2], threadsPerCore: 2, siblingsAdjacent: false)
        #expect(queues(equal.cpus, 3) == [0, 0, 1, 2, 0, 0, 1, 2])
        let unequal = Machine(coresOfNodes: [3, 1], threadsPerCore: 2, siblingsAdjacent: true)
        #expect(queues(unequal.cpus, 3) == [1, 1, 1, 2, 2, 2, 0, 0])
        let partedCores = Machine(coresOfNodes: [5], threadsPerCore: 2, siblingsAdjacent: false)
        #expect(queues(partedCores.cpus, 4) == [0, 0, 1, 1, 2, 0, 3, 1, 3, 2])
    }

    private func queues(_ cpus: [CPU], _ queueCount: Int) -> [Int] {
        QueueMap.groupedByNode.queueOfCPU(cpus: cpus, queueCount: queueCount)
    }

    /// How many CPUs of the node each of its queues serves.
    private func queueSizesByNode(_ cpus: [CPU], _ queueCount: Int) -> [Int: [Int]] {
        let queues = queues(cpus, queueCount)
        return Dictionary(grouping: cpus, by: \.node).mapValues { node in
            Array(Dictionary(grouping: node) { queues[$0.number] }.mapValues(\.count).values)
        }
    }
}

private func forEachQueueCount(
    from least: ([CPU]) -> Int = { _ in 1 },
    _ body: (_ machine: Machine, _ cpus: [CPU], _ queueCount: Int) -> Void
) {
    for machine in Machine.all {
        let cpus = machine.cpus
        for queueCount in least(cpus)...cpus.count + 2 { body(machine, cpus, queueCount) }
    }
}
