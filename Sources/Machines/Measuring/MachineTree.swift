import Placement
import RandomNumbers

/// The CPUs of a machine as a tree with as many children at each level, which is what a description can say.
struct MachineTree: Equatable {
    /// A level, from the outside in.
    struct Level: Equatable {
        let name: String
        let count: Int
    }

    let levels: [Level]
    /// The CPUs in the order of the tree. Elsewhere a place in this list stands for the CPU.
    let cpus: [CPU]
    /// The level whose groups are NUMA nodes; nil for one node.
    let nodeLevel: Int?
    /// The level whose groups share the last-level cache; nil where all do, and where no two cores do.
    let cacheLevel: Int?
    /// CPUs that do not fit, because groups of a level are not of one size.
    let leftOut: [CPU]

    /// A way to group CPUs.
    private struct Partition {
        let name: String
        let key: (CPU) -> Int

        func groups(_ cpus: [CPU]) -> [[CPU]] {
            Dictionary(grouping: cpus, by: key).sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// - Parameter cpus: at least one.
    init(_ all: [CPU], _ caches: CacheFacts) {
        let partitions = Self.partitions(all, caches)
        // The groups of each partition, within those of the ones before.
        var groups = [all]
        var counts: [Int] = []
        for partition in partitions {
            let children = groups.map(partition.groups)
            let count = children.map(\.count).min() ?? 1
            counts.append(count)
            groups = children.flatMap { $0.prefix(count) }
        }
        let kept = partitions.indices.filter { counts[$0] > 1 }
        let levels = kept.map { Level(name: partitions[$0].name, count: counts[$0]) }
        self.levels = levels.isEmpty ? [Level(name: "core", count: 1)] : levels
        cpus = groups.map { $0[0] }
        let used = Set(cpus.map(\.number))
        leftOut = all.filter { !used.contains($0.number) }
        // A partition that splits nothing has the groups of the level around it.
        func level(_ name: String) -> Int? {
            guard let place = partitions.firstIndex(where: { $0.name == name }) else { return nil }
            return kept.lastIndex { $0 <= place }
        }
        nodeLevel = level("node")
        cacheLevel = level("llc")
    }

    /// The partitions from the outside in: the coarser first. The last one has a CPU in each group.
    private static func partitions(_ cpus: [CPU], _ caches: CacheFacts) -> [Partition] {
        let core = Partition(name: "core") { $0.siblings[0] }
        let outer = [
            Partition(name: "socket", key: \.package), Partition(name: "node", key: \.node),
            Partition(name: "llc") { caches.lastLevelOfCPU[$0.number] ?? $0.number },
        ]
        let coreCount = core.groups(cpus).count
        let counted = outer.map { (partition: $0, count: $0.groups(cpus).count) }.filter {
            $0.partition.name != "llc" || $0.count < coreCount
        }
        let ordered = counted.enumerated().sorted {
            ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
        }
        return ordered.map(\.element.partition) + [core, Partition(name: "thread", key: \.number)]
    }

    /// The CPUs in a group of a level; all of them for nil.
    func cpusPerGroup(of level: Int?) -> Int {
        guard let level else { return cpus.count }
        return levels[(level + 1)...].reduce(1) { $0 * $1.count }
    }

    /// The group of a level that a CPU is in, counted over the whole machine; 0 for nil.
    func group(of place: Int, level: Int?) -> Int { place / cpusPerGroup(of: level) }

    /// The outermost level at which two CPUs are in different groups.
    func levelBetween(_ one: Int, _ other: Int) -> Int? {
        levels.indices.first { group(of: one, level: $0) != group(of: other, level: $0) }
    }

    /// The hardware threads of a core.
    var threadsPerCore: Int { levels.last?.name == "thread" ? levels[levels.count - 1].count : 1 }

    /// A CPU of each core.
    var cores: [Int] { stride(from: 0, to: cpus.count, by: threadsPerCore).map { $0 } }

    /// Pairs of CPUs that a level is between, spread over its groups at random; each once.
    func pairs(at level: Int, most: Int) -> [(Int, Int)] {
        let count = levels[level].count
        guard count > 1 else { return [] }
        let size = cpusPerGroup(of: level)
        var random = RandomGenerator(seed: 1)
        var pairs: [(Int, Int)] = []
        // Most of the tries find a pair again where there are few.
        for _ in 0..<(8 * most) where pairs.count < most {
            let one = random.index(below: cpus.count)
            let outer = one / (size * count) * count
            let child = (one / size + 1 + random.index(below: count - 1)) % count
            let other = (outer + child) * size + random.index(below: size)
            let pair = (min(one, other), max(one, other))
            if !pairs.contains(where: { $0 == pair }) { pairs.append(pair) }
        }
        return pairs
    }
}
