@testable import Placement

/// A described machine: nodes of cores of hardware threads.
struct Machine: CustomStringConvertible {
    /// How many cores each node has.
    let coresOfNodes: [Int]
    let threadsPerCore: Int
    /// Whether siblings have neighbouring numbers, as on Arm and POWER; else all first threads come first, as
    /// on x86.
    let siblingsAdjacent: Bool

    /// In ascending order of their numbers.
    var cpus: [CPU] {
        let nodeOfCore = coresOfNodes.enumerated().flatMap { repeatElement($0.offset, count: $0.element) }
        let coreCount = nodeOfCore.count
        return (0..<coreCount * threadsPerCore).map { number in
            let core = siblingsAdjacent ? number / threadsPerCore : number % coreCount
            let siblings = (0..<threadsPerCore).map { thread in
                siblingsAdjacent ? core * threadsPerCore + thread : core + thread * coreCount
            }
            let node = nodeOfCore[core]
            return CPU(number: number, node: node, package: node, core: core, siblings: siblings)
        }
    }

    var description: String {
        "cores of nodes \(coresOfNodes), \(threadsPerCore) threads each, "
            + (siblingsAdjacent ? "siblings adjacent" : "siblings apart")
    }

    /// Every machine of up to three nodes, with up to three cores each and up to three threads per core.
    static let all: [Machine] = {
        let one = (1...3).map { [$0] }
        let two = one.flatMap { cores in (1...3).map { cores + [$0] } }
        let three = two.flatMap { cores in (1...3).map { cores + [$0] } }
        return (one + two + three).flatMap { cores in
            (1...3).flatMap { threads in
                [true, false].map {
                    Machine(coresOfNodes: cores, threadsPerCore: threads, siblingsAdjacent: $0)
                }
            }
        }
    }()
}
