import CPlatform

extension Topology {
    /// Chooses a CPU for each thread, never the same twice: every core gets its first thread before any gets
    /// its second, node by node, in ascending order within a node.
    ///
    /// - Parameters:
    ///   - count: How many threads, at least one.
    ///   - cpus: The CPU numbers to choose from in any order, repetitions ignored; nil for all allowed CPUs.
    /// - Returns: One CPU per thread.
    /// - Throws: `threadCount`, `cpuNotAllowed` or `tooManyThreads`.
    public func placeThreads(count: Int, on cpus: [Int]? = nil) throws(PlacementError) -> [CPU] {
        guard count >= 1 else { throw .threadCount(count) }
        let candidates = try select(cpus)
        guard count <= candidates.count else {
            throw .tooManyThreads(threads: count, cpus: candidates.count)
        }
        return Array(Self.inPlacementOrder(candidates).prefix(count))
    }

    private func select(_ numbers: [Int]?) throws(PlacementError) -> [CPU] {
        guard let numbers else { return cpus }
        let wanted = Set(numbers)
        let allowed = cpus.map(\.number)
        if let missing = wanted.subtracting(allowed).min() {
            throw .cpuNotAllowed(missing, allowed: allowed)
        }
        return cpus.filter { wanted.contains($0.number) }
    }

    /// Counts hardware threads among the candidates only, so that the second threads alone make a full set of
    /// cores.
    private static func inPlacementOrder(_ candidates: [CPU]) -> [CPU] {
        let numbers = Set(candidates.map(\.number))
        let keys = candidates.map { cpu in
            let thread = cpu.siblings.count { $0 < cpu.number && numbers.contains($0) }
            return (thread, cpu.node, cpu.number)
        }
        return zip(keys, candidates).sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// Lets the calling thread run on this CPU only (pthread_setaffinity_np(3)).
///
/// - Parameter cpu: The number of a CPU in `Topology.cpus`.
/// - Throws: `pinning` with the kernel's reason, EINVAL where the CPU does not exist or is not allowed.
public func pinCurrentThread(to cpu: Int) throws(PlacementError) {
    let status = platform_pin_to_cpu(Int32(exactly: cpu) ?? -1)
    guard status == 0 else { throw .pinning(cpu: cpu, errno: status) }
}
