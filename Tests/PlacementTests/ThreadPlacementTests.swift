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

    @Test(arguments: [
        (4, [0, 1], "4 threads but 2 CPUs: one thread per CPU; lower --numjobs or widen --cpus-allowed"),
        (1, [], "1 thread but 0 CPUs: one thread per CPU; lower --numjobs or widen --cpus-allowed"),
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
