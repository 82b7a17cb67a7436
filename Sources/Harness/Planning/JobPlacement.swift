import BlockLayer
import Placement
import Units

/// The CPUs of a run's jobs, and their place as seen from the devices.
struct JobPlacement: Sendable {
    /// Of each job; some twice where there are more jobs than CPUs.
    let cpus: [CPU]
    /// Where they are, seen from the devices: on their nodes, on others, or on both.
    let policy: NodePolicy?
    /// A note on facts of the CPUs that are not known; nil if there is none.
    let note: String?
    /// The NUMA nodes that jobs could be placed on.
    private let nodeCount: Int
    private let isModelled: Bool

    /// - Throws: `usage` where the jobs cannot be placed as asked.
    init(_ cell: CellSettings, _ request: RunRequest, _ topology: Topology, _ leaves: Leaves)
        throws(HarnessError)
    {
        let affinity = leaves.affinity
        do {
            cpus = try topology.placeThreads(
                count: cell.jobs, on: request.cpus, of: request.numaNodes, policy: cell.numa, near: affinity)
        } catch {
            throw .usage(Self.text(error, cell.machine))
        }
        if let machine = cell.machine, Set(cpus).count < cell.jobs {
            throw .usage(
                "\(Axis.numjobs, cell.jobs): \(Set(cpus).count) of the CPUs of \(machine.name) may be used, and each "
                    + "job takes one of its own")
        }
        isModelled = cell.machine != nil
        note = topology.note
        nodeCount = topology.nodes.count
        policy = Self.policy(of: cpus, near: nodeCount == 1 ? Set(topology.nodes) : affinity.nodes)
    }

    private static func text(_ error: PlacementError, _ machine: MachineChoice?) -> Message {
        guard let machine else { return "\(error)" }
        switch error {
        case .cpuNotAllowed(let cpu, let cpus):
            return "\(machine.name) has no CPU \(cpu): correct \(RequestSetting.cpusAllowed, CPUList(cpus))"
        case .nodeNotAllowed(let node, let nodes):
            return
                "\(machine.name) has no NUMA node \(node): correct \(RequestSetting.numaCPUNodes, CPUList(nodes))"
        default: return "\(error)"
        }
    }

    /// Nil where jobs are on one node and it is not known whether that is the devices'.
    private static func policy(of cpus: [CPU], near nodes: Set<Int>) -> NodePolicy? {
        let used = Set(cpus.map(\.node))
        if nodes.isEmpty { return used.count > 1 ? .spread : nil }
        if used.isSubset(of: nodes) { return .local }
        return used.isDisjoint(with: nodes) ? .remote : .spread
    }

    /// Puts the jobs' memory on their nodes; nil where there is only one, and where memory is modelled.
    var memory: MemoryPlacement? {
        guard nodeCount > 1, !isModelled else { return nil }
        return MemoryPlacement(
            nodeOfWorker: cpus.map(\.node), prefer: { NodeMemory.prefer($0) },
            nodes: { NodeMemory.nodes(of: $0) })
    }

    /// Why latencies are not the design's; nil if they are.
    var doubt: String? {
        let count = Set(cpus).count
        return count < cpus.count
            ? "\(cpus.count) jobs on \(count == 1 ? "1 CPU" : "\(count) CPUs") take turns" : nil
    }
}
