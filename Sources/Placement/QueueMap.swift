/// The way CPUs share the hardware queues of a device that has no interrupt affinity to follow:
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
    /// max(1, ⌊queues left × its CPUs ÷ CPUs left⌋). Its queues get equal numbers of its CPUs, the first ones
    /// one more where they do not divide evenly. Queue by queue, the lowest CPU that is left and then its
    /// siblings fill the queue; the siblings that find it full stay behind and come up again by their number.
    ///
    /// The kernel leaves the order of nodes of equal size to an unstable sort; here the lower number is
    /// first. The clusters within a node that later kernels keep together are not known here.
    case groupedByNode

    /// Maps CPUs to queues. With as many queues as CPUs or more, each CPU has a queue of its own and further
    /// queues serve none.
    ///
    /// - Parameters:
    ///   - cpus: Distinct CPUs in any order; the kernel maps all that are present. Siblings that are not
    ///     among them play no part.
    ///   - queueCount: The number of queues; less than one counts as one.
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

    private static func takeInTurn(_ cpus: [CPU], _ queueCount: Int) -> [Int: Int] {
        let numbers = Set(cpus.map(\.number))
        var queues: [Int: Int] = [:]
        var turn = 0
        for (index, cpu) in cpus.enumerated() {
            let firstSibling = cpu.siblings.first(where: numbers.contains) ?? cpu.number
            if index >= queueCount, let shared = queues[firstSibling] {
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
        for node in nodes.sorted(by: { ($0.count, $0[0].node) < ($1.count, $1[0].node) }) {
            let share = max(1, (queueCount - nextQueue) * node.count / cpusLeft)
            for (run, cpus) in cut(node, into: share).enumerated() {
                for cpu in cpus { queues[cpu.number] = nextQueue + run }
            }
            nextQueue += share
            cpusLeft -= node.count
        }
        return queues
    }

    /// Runs of CPUs, each filled core by core.
    private static func cut(_ node: [CPU], into runCount: Int) -> [[CPU]] {
        var left = node
        return (0..<runCount).map { run in
            let size = node.count / runCount + (run < node.count % runCount ? 1 : 0)
            var cpus: [CPU] = []
            while cpus.count < size, let first = left.first {
                let core = left.filter { first.siblings.contains($0.number) }.prefix(size - cpus.count)
                cpus += core
                left.removeAll(where: core.contains)
            }
            return cpus
        }
    }
}
