/// How CPUs share the hardware queues of a device that has no interrupt affinity to follow:
/// `blk_mq_map_queues` of Linux, which maps the poll queues of NVMe, among others.
public enum QueueMap: String, CaseIterable, Sendable {
    /// Linux before 6.3 (5.10, block/blk-mq-cpumap.c), which knows cores but no nodes.
    ///
    /// In ascending order of CPU numbers: first each CPU takes a queue of its own until the queues run out.
    /// Of the CPUs left over, one with a sibling of a lower number shares the queue of its first sibling; any
    /// other takes the queues in turn, beginning with queue 0 again. So siblings among the first `queueCount`
    /// CPUs do not share a queue, queues may differ much in size, and a queue may serve several nodes.
    case roundRobin

    /// Linux from 6.3 on (lib/group_cpus.c), which keeps nodes and cores together.
    ///
    /// Nodes count only if they have CPUs. With no more queues than nodes, the nodes take the queues in turn,
    /// whole. Otherwise each node, those with fewer CPUs first, gets its share of the queues that are left,
    /// max(1, ⌊queues left × its CPUs ÷ CPUs left⌋); the CPUs of the node are lined up core by core (cores in
    /// the order of their first CPU) and cut into as many runs as the node has queues, the first ones longer
    /// by one CPU where they do not divide evenly.
    ///
    /// The kernel leaves the order of nodes of equal size to an unstable sort; here the lower number is
    /// first. The clusters within a node that later kernels keep together are not known here.
    case groupedByNode

    /// Maps CPUs to queues. With as many queues as CPUs or more, each CPU has a queue of its own and further
    /// queues serve none.
    ///
    /// - Parameters:
    ///   - cpus: Distinct CPUs in any order; the kernel maps all that are present. Siblings that are not among them play no part.
    ///   - queueCount: How many queues; less than one counts as one.
    /// - Returns: The queue of each CPU, indexed as `cpus`, each in `0..<queueCount`.
    public func queueOfCPU(cpus: [CPU], queueCount: Int) -> [Int] {
        let ascending = cpus.sorted { $0.number < $1.number }
        let queueCount = max(1, min(queueCount, cpus.count))
        let queues =
            switch self {
            case .roundRobin: Self.takeInTurn(ascending, queueCount)
            case .groupedByNode: Self.groupByNode(ascending, queueCount)
            }
        return cpus.map { queues[$0.number, default: 0] }
    }

    /// The lowest-numbered CPU of each core, by CPU number.
    private static func firstSiblings(_ cpus: [CPU]) -> [Int: Int] {
        let numbers = Set(cpus.map(\.number))
        return cpus.reduce(into: [:]) { firsts, cpu in
            firsts[cpu.number] = cpu.siblings.first(where: numbers.contains)
        }
    }

    private static func takeInTurn(_ cpus: [CPU], _ queueCount: Int) -> [Int: Int] {
        let firstSibling = firstSiblings(cpus)
        var queues: [Int: Int] = [:]
        var turn = 0
        for (index, cpu) in cpus.enumerated() {
            if index >= queueCount, let first = firstSibling[cpu.number], let shared = queues[first] {
                queues[cpu.number] = shared
            } else {
                queues[cpu.number] = turn % queueCount
                turn += 1
            }
        }
        return queues
    }

    private static func groupByNode(_ cpus: [CPU], _ queueCount: Int) -> [Int: Int] {
        let nodes = Dictionary(grouping: cpus, by: \.node).sorted { $0.key < $1.key }.map(\.value)
        var queues: [Int: Int] = [:]
        guard queueCount > nodes.count else {
            for (index, node) in nodes.enumerated() {
                for cpu in node { queues[cpu.number] = index % queueCount }
            }
            return queues
        }
        var nextQueue = 0
        var cpusLeft = cpus.count
        for node in nodes.sorted(by: { $0.count < $1.count }) {
            let share = max(1, (queueCount - nextQueue) * node.count / cpusLeft)
            for (cpu, run) in zip(coreByCore(node), runs(of: node.count, into: share)) {
                queues[cpu.number] = nextQueue + run
            }
            nextQueue += share
            cpusLeft -= node.count
        }
        return queues
    }

    private static func coreByCore(_ node: [CPU]) -> [CPU] {
        let firstSibling = firstSiblings(node)
        return node.sorted { left, right in
            let leftCore = firstSibling[left.number] ?? left.number
            let rightCore = firstSibling[right.number] ?? right.number
            return (leftCore, left.number) < (rightCore, right.number)
        }
    }

    /// The run that each of `count` things in a line belongs to.
    private static func runs(of count: Int, into runCount: Int) -> [Int] {
        (0..<runCount).flatMap { run in
            repeatElement(run, count: count / runCount + (run < count % runCount ? 1 : 0))
        }
    }
}
