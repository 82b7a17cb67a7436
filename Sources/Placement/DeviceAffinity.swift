/// The CPUs and NUMA nodes near a device.
public struct DeviceAffinity: Sendable {
    /// The NUMA nodes that are as near as any; empty if all are.
    public let nodes: Set<Int>
    /// The hardware queue of each CPU, as far as it is known.
    public let queueOfCPU: [Int: Int]

    public init(nodes: Set<Int> = [], queueOfCPU: [Int: Int] = [:]) {
        self.nodes = nodes
        self.queueOfCPU = queueOfCPU
    }

    func isRemote(_ cpu: CPU) -> Bool {
        !nodes.isEmpty && !nodes.contains(cpu.node)
    }
}
