import Glibc
import Units

/// Why threads or memory cannot be placed as asked.
public enum PlacementError: Error, Equatable {
    /// No CPU that a `cpu_set_t` can name is in the affinity mask of the calling thread.
    case noCPUs
    /// Fewer than one thread.
    case threadCount(Int)
    /// A thread would have to share its CPU.
    case tooManyThreads(threads: Int, cpus: Int)
    /// A CPU that does not exist or that the affinity mask leaves out; `allowed` are the others.
    case cpuNotAllowed(Int, allowed: [Int])
    /// The kernel refused to pin a thread.
    case pinning(cpu: Int, errno: Int32)
    /// The kernel gave no memory, or none on this node.
    case memory(byteCount: Int, node: Int, errno: Int32)
}

extension PlacementError: CustomStringConvertible {
    /// One line: what was wrong and what to do.
    public var description: String {
        switch self {
        case .noCPUs:
            "no CPU to run on: the affinity mask names none that can be used; see taskset(1)"
        case .threadCount(let threads):
            "\(threads) threads: at least one is needed; raise --numjobs"
        case .tooManyThreads(let threads, let cpus):
            "\(counted(threads, "thread")) but \(counted(cpus, "CPU")): one thread per CPU; "
                + "lower --numjobs or widen --cpus-allowed"
        case .cpuNotAllowed(let cpu, let allowed):
            "CPU \(cpu) does not exist or this process may not run on it; "
                + "correct --cpus-allowed: \(CPUList(allowed))"
        case .pinning(let cpu, let errno):
            "cannot pin a thread to CPU \(cpu): \(reason(errno)); see taskset(1) for the CPUs it may run on"
        case .memory(let byteCount, let node, let errno):
            "cannot allocate \(byteCount) bytes on NUMA node \(node): \(reason(errno)); "
                + "ask for less or run on the CPUs of another node"
        }
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }

    private func reason(_ errno: Int32) -> String { String(cString: strerror(errno)) }
}
