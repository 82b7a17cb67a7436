import CNuma
import CPlatform

/// The CPUs this process may run on, and which of them share a core or a NUMA node.
public struct Topology: Sendable {
    /// The CPUs in ascending order; never empty.
    public let cpus: [CPU]
    /// Facts that the machine hides, so that jobs may share cores or nodes unseen; nil if nothing is hidden.
    public let note: String?
    /// The distance of two NUMA nodes by the firmware; 10 is the distance of a node from itself.
    let distances: @Sendable (Int, Int) -> Int

    /// Reads the affinity mask of the calling thread (sched_getaffinity(2)), the cores from sysfs and the
    /// nodes from libnuma. Call it before any pinning: a pinned thread sees one CPU.
    public static func current() throws(PlacementError) -> Topology {
        let allowed = (0..<Int(platform_cpu_limit())).filter { platform_may_run_on_cpu(Int32($0)) }
        return try Topology(
            allowed: allowed, sysfs: Sysfs(root: "/sys"), nodeOfCPU: libnumaNode, distances: libnumaDistance)
    }

    /// Takes a described machine.
    ///
    /// - Parameters:
    ///   - cpus: at least one, in ascending order of their numbers.
    ///   - note: what is not known of it.
    ///   - distances: of two of its nodes.
    public init(
        cpus: [CPU], note: String? = nil,
        distances: @escaping @Sendable (Int, Int) -> Int = { $0 == $1 ? 10 : 20 }
    ) {
        self.cpus = cpus
        self.note = note
        self.distances = distances
    }

    /// Describes the allowed CPUs by a sysfs tree.
    init(
        allowed: [Int], sysfs: Sysfs, nodeOfCPU: (Int) -> Int,
        distances: @escaping @Sendable (Int, Int) -> Int = { $0 == $1 ? 10 : 20 }
    ) throws(PlacementError) {
        guard !allowed.isEmpty else { throw .noCPUs }
        let cpus = allowed.sorted().map { sysfs.cpu($0, node: nodeOfCPU($0)) }
        self.init(cpus: cpus, note: Self.note(on: allowed, sysfs), distances: distances)
    }

    private static func note(on cpus: [Int], _ sysfs: Sysfs) -> String? {
        let folder = "devices/system"
        let hidesCores = cpus.contains { sysfs.integer("\(folder)/cpu/cpu\($0)/topology/core_id") == nil }
        // Container profiles refuse get_mempolicy(2), by which libnuma knows whether there are nodes.
        let nodes = sysfs.entries("\(folder)/node").filter { $0.wholeMatch(of: /node[0-9]+/) != nil }
        let hidesNodes = nodes.count > 1 && numa_available() < 0
        switch (hidesCores, hidesNodes) {
        case (false, false): return nil
        case (true, _): return "\(sysfs.root)/\(folder)/cpu does not show which CPUs share a core"
        case (_, true):
            return "the NUMA nodes of CPUs and memory cannot be asked for (get_mempolicy is refused)"
        }
    }

    /// The NUMA nodes of the CPUs, ascending.
    public var nodes: [Int] { Set(cpus.map(\.node)).sorted() }

    private static func libnumaDistance(_ one: Int, _ other: Int) -> Int {
        guard numa_available() >= 0 else { return 10 }
        return Int(numa_distance(Int32(one), Int32(other)))
    }

    /// Node 0 holds everything where the kernel has no NUMA support or a container hides it.
    private static func libnumaNode(ofCPU cpu: Int) -> Int {
        guard numa_available() >= 0 else { return 0 }
        return max(0, Int(numa_node_of_cpu(Int32(cpu))))
    }
}
