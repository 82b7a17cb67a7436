import Glibc
import Units

/// The reason why threads or memory cannot be placed as asked.
public enum PlacementError: Error, Equatable {
    /// No CPU that a `cpu_set_t` can name is in the affinity mask of the calling thread.
    case noCPUs
    /// Fewer than one thread.
    case threadCount(Int)
    /// A CPU that does not exist or that the affinity mask leaves out; `allowed` are the others.
    case cpuNotAllowed(Int, allowed: [Int])
    /// A NUMA node on which there is no CPU that this process may run on; `allowed` are the others.
    case nodeNotAllowed(Int, allowed: [Int])
    /// None of the CPUs that were chosen is on one of the nodes that were.
    case noCPUOnNodes
    /// Threads were to be far from their devices, and there is no such CPU; empty if the devices are on no node that
    /// is known.
    case noRemoteCPU(deviceNodes: [Int])
    /// The kernel refused to pin a thread.
    case pinning(cpu: Int, errno: Int32)
}

extension PlacementError: CustomStringConvertible {
    /// One line: what was wrong and what to do.
    public var description: String {
        switch self {
        case .noCPUs:
            "no CPU to run on: the affinity mask names none that can be used; see taskset(1)"
        case .threadCount(let threads):
            "\(threads) threads: at least one is needed; raise --numjobs"
        case .cpuNotAllowed(let cpu, let allowed):
            "CPU \(cpu) does not exist or this process may not run on it; "
                + "correct --cpus-allowed: \(CPUList(allowed))"
        case .nodeNotAllowed(let node, let allowed):
            "there is no CPU on NUMA node \(node) that this process may run on; "
                + "correct --numa-cpu-nodes: \(CPUList(allowed))"
        case .noCPUOnNodes:
            "none of the CPUs of --cpus-allowed is on one of the nodes of --numa-cpu-nodes"
        case .noRemoteCPU([]):
            "--numa remote: it is not known on which NUMA node the devices are; use local or spread"
        case .noRemoteCPU(let nodes):
            "--numa remote: all CPUs that may be used are on the devices' own NUMA nodes \(CPUList(nodes))"
        case .pinning(let cpu, let errno):
            "cannot pin a thread to CPU \(cpu): \(reason(errno)); see taskset(1) for the CPUs it may run on"
        }
    }

    private func reason(_ errno: Int32) -> String { String(cString: strerror(errno)) }
}
