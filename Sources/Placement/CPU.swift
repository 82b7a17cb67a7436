/// One logical CPU: a hardware thread of a core.
public struct CPU: Hashable, Sendable {
    /// The kernel's number of this CPU, as in `taskset` and `/proc/cpuinfo`.
    public let number: Int
    /// The NUMA node whose memory is local to this CPU.
    public let node: Int
    /// The package (socket) that holds this CPU.
    public let package: Int
    /// The core within the package: it takes both to name a core.
    public let core: Int
    /// The CPUs of the same core, this one among them, in ascending order. It may name CPUs that this process
    /// must not run on.
    public let siblings: [Int]

    /// Describes a CPU.
    ///
    /// - Parameters:
    ///   - core: The core within the package; without it the CPU is a core of its own.
    ///   - siblings: The CPUs of the same core in any order; `number` itself is added.
    public init(number: Int, node: Int = 0, package: Int = 0, core: Int? = nil, siblings: [Int] = []) {
        self.number = number
        self.node = node
        self.package = package
        self.core = core ?? number
        self.siblings = Set(siblings).union([number]).sorted()
    }
}
