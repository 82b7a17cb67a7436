import CPlatform

extension Topology {
    /// Chooses a CPU for each thread, never the same twice: every core gets its first thread before any gets
    /// its second, node by node, in ascending order within a node.
    ///
    /// - Parameters:
    ///   - count: How many threads, at least one.
    ///   - cpus: The CPU numbers to choose from in any order, repetitions ignored; nil for all allowed CPUs.
    ///   - affinity: What the threads will use. Of the CPUs that are as good by the rule above, those of its nodes
    ///     come first, and they take its queues in turn.
    /// - Returns: One CPU per thread.
    /// - Throws: `threadCount`, `cpuNotAllowed` or `tooManyThreads`.
    public func placeThreads(
        count: Int, on cpus: [Int]? = nil, near affinity: DeviceAffinity = DeviceAffinity()
    ) throws(PlacementError) -> [CPU] {
        guard count >= 1 else { throw .threadCount(count) }
        let candidates = try select(cpus)
        guard count <= candidates.count else {
            throw .tooManyThreads(threads: count, cpus: candidates.count)
        }
        return Array(Self.inPlacementOrder(candidates, near: affinity).prefix(count))
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
    private static func inPlacementOrder(_ candidates: [CPU], near affinity: DeviceAffinity) -> [CPU] {
        let numbers = Set(candidates.map(\.number))
        let keys = candidates.map { cpu in
            let thread = cpu.siblings.count { $0 < cpu.number && numbers.contains($0) }
            return (thread, affinity.isRemote(cpu) ? 1 : 0, cpu.node, cpu.number)
        }
        let ordered = zip(keys, candidates).sorted { $0.0 < $1.0 }
        // Within a class of equals, the n-th CPU of each queue comes before the next one of any.
        var taken: [[Int]: Int] = [:]
        let turns = ordered.map { key, cpu in
            guard let queue = affinity.queueOfCPU[cpu.number] else { return 0 }
            let turn = taken[[key.0, key.1, queue], default: 0]
            taken[[key.0, key.1, queue]] = turn + 1
            return turn
        }
        return zip(turns, ordered).sorted {
            ($0.1.0.0, $0.1.0.1, $0.0, $0.1.0.2, $0.1.0.3) < ($1.1.0.0, $1.1.0.1, $1.0, $1.1.0.2, $1.1.0.3)
        }
        .map(\.1.1)
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
