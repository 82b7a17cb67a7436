import CPlatform

extension Topology {
    /// Chooses a CPU for each thread: every core gets its first thread before any gets its second, node by node, in
    /// ascending order within a node. With more threads than CPUs, the CPUs get their next thread in the same order.
    ///
    /// - Parameters:
    ///   - count: How many threads, at least one.
    ///   - cpus: The CPU numbers to choose from in any order, repetitions ignored; nil for all allowed CPUs.
    ///   - nodes: The nodes to choose from, likewise.
    ///   - policy: The order of nodes, which comes before the order of cores.
    ///   - affinity: The devices that the threads will use. Of CPUs that are equal by the rules above, those of its
    ///     nodes come first, and they take its queues in turn.
    /// - Returns: One CPU per thread.
    /// - Throws: `threadCount`, `cpuNotAllowed`, `nodeNotAllowed`, `noCPUOnNodes` or `noRemoteCPU`.
    public func placeThreads(
        count: Int, on cpus: [Int]? = nil, of nodes: [Int]? = nil, policy: NodePolicy = .any,
        near affinity: DeviceAffinity = DeviceAffinity()
    ) throws(PlacementError) -> [CPU] {
        guard count >= 1 else { throw .threadCount(count) }
        var candidates = try select(cpus, nodes)
        guard !candidates.isEmpty else { throw .noCPUOnNodes }
        if policy == .remote { candidates = try remote(candidates, affinity) }
        let order = inPlacementOrder(candidates, policy, near: affinity)
        return (0..<count).map { order[$0 % order.count] }
    }

    private func select(_ numbers: [Int]?, _ nodes: [Int]?) throws(PlacementError) -> [CPU] {
        let allowed = cpus.map(\.number)
        if let missing = Set(numbers ?? []).subtracting(allowed).min() {
            throw .cpuNotAllowed(missing, allowed: allowed)
        }
        let known = Set(cpus.map(\.node))
        if let missing = Set(nodes ?? []).subtracting(known).min() {
            throw .nodeNotAllowed(missing, allowed: known.sorted())
        }
        let (numbers, nodes) = (numbers.map { Set($0) }, nodes.map { Set($0) })
        return cpus.filter { numbers?.contains($0.number) ?? true && nodes?.contains($0.node) ?? true }
    }

    private func remote(_ candidates: [CPU], _ affinity: DeviceAffinity) throws(PlacementError) -> [CPU] {
        let remote = candidates.filter(affinity.isRemote)
        guard !remote.isEmpty else { throw .noRemoteCPU(deviceNodes: affinity.nodes.sorted()) }
        return remote
    }

    /// The order of CPUs; the first difference decides.
    private struct Key: Comparable {
        var byPolicy: Int
        var thread: Int
        var isRemote: Int
        /// Its place among the CPUs of its queue, which are alike up to here.
        var turn = 0
        var node: Int
        var number: Int

        private var parts: [Int] { [byPolicy, thread, isRemote, turn, node, number] }

        static func < (one: Key, other: Key) -> Bool { one.parts.lexicographicallyPrecedes(other.parts) }
    }

    private func inPlacementOrder(
        _ candidates: [CPU], _ policy: NodePolicy, near affinity: DeviceAffinity
    ) -> [CPU] {
        let numbers = Set(candidates.map(\.number))
        var order = candidates.map { cpu in
            // Hardware threads are counted among the candidates only, so that the second ones alone make cores.
            let thread = cpu.siblings.count { $0 < cpu.number && numbers.contains($0) }
            let key = Key(
                byPolicy: distance(of: cpu, policy, affinity), thread: thread,
                isRemote: affinity.isRemote(cpu) ? 1 : 0, node: cpu.node, number: cpu.number)
            return (key: key, cpu: cpu)
        }
        order.sort { $0.key < $1.key }
        var taken: [[Int]: Int] = [:]
        for place in order.indices {
            let (key, cpu) = order[place]
            guard let queue = affinity.queueOfCPU[cpu.number] else { continue }
            let turn = taken[[key.byPolicy, key.thread, key.isRemote, queue], default: 0]
            taken[[key.byPolicy, key.thread, key.isRemote, queue]] = turn + 1
            order[place].key.turn = turn
        }
        let sorted = order.sorted { $0.key < $1.key }.map(\.cpu)
        return policy == .spread ? Self.inTurn(sorted) : sorted
    }

    /// The rank of a CPU by the policy; lower ranks are used first.
    private func distance(of cpu: CPU, _ policy: NodePolicy, _ affinity: DeviceAffinity) -> Int {
        switch policy {
        case .any, .spread: 0
        case .local: affinity.isRemote(cpu) ? 1 : 0
        case .remote: -(affinity.nodes.map { distances($0, cpu.node) }.min() ?? 0)
        }
    }

    /// The first CPU of each node, then the second of each, and so on.
    private static func inTurn(_ cpus: [CPU]) -> [CPU] {
        var taken: [Int: Int] = [:]
        let turns = cpus.enumerated().map { place, cpu in
            let turn = taken[cpu.node, default: 0]
            taken[cpu.node] = turn + 1
            return (turn, cpu.node, place)
        }
        return turns.sorted { $0 < $1 }.map { cpus[$0.2] }
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
