import CNuma
import CPlatform

/// The CPUs this process may run on, and which of them share a core or a NUMA node.
public struct Topology: Sendable {
    /// The CPUs in ascending order; never empty.
    public let cpus: [CPU]

    /// Reads the affinity mask of the calling thread (sched_getaffinity(2)), the cores from sysfs and the
    /// nodes from libnuma. Call it before any pinning: a pinned thread sees one CPU.
    public static func current() throws(PlacementError) -> Topology {
        let allowed = (0..<Int(platform_cpu_limit())).filter { platform_may_run_on_cpu(Int32($0)) }
        return try Topology(allowed: allowed, sysfs: Sysfs(root: "/sys"), nodeOfCPU: libnumaNode)
    }

    /// Takes a described machine, in ascending order of its CPUs' numbers.
    init(cpus: [CPU]) { self.cpus = cpus }

    /// Describes the allowed CPUs by a sysfs tree.
    init(allowed: [Int], sysfs: Sysfs, nodeOfCPU: (Int) -> Int) throws(PlacementError) {
        guard !allowed.isEmpty else { throw .noCPUs }
        self.init(cpus: allowed.sorted().map { sysfs.cpu($0, node: nodeOfCPU($0)) })
    }

    /// Node 0 holds everything where the kernel has no NUMA support or a container hides it.
    private static func libnumaNode(ofCPU cpu: Int) -> Int {
        guard numa_available() >= 0 else { return 0 }
        return max(0, Int(numa_node_of_cpu(Int32(cpu))))
    }
}
