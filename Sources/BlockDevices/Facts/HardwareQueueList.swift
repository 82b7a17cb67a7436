import Placement
import Units

/// The hardware queues of a disk that serve a CPU: the kernel shows no others.
struct HardwareQueueList {
    /// In ascending order of their numbers.
    let queues: [HardwareQueueFacts]
    /// Nil where the kinds are not known, and where there are no queues.
    let source: HardwareQueueFacts.Source?

    /// - Parameter polls: what `io_poll` says.
    init(of disk: BlockDevice, polls: Bool?, in files: KernelFiles) {
        let numbers = files.sys.entries("\(disk.folder)/mq").compactMap { Int($0) }.sorted()
        let cpus = numbers.map { number in
            files.sys.line("\(disk.folder)/mq/\(number)/cpu_list").map(Self.cpus) ?? []
        }
        let told = numbers.map { number in
            files.debug.line("block/\(disk.name)/hctx\(number)/type").flatMap(HardwareQueueFacts.Kind.init)
        }
        let kinds: [HardwareQueueFacts.Kind?]
        if !told.contains(nil) {
            kinds = told
            source = numbers.isEmpty ? nil : .debugfs
        } else if polls == true, let deduced = Self.kinds(of: cpus) {
            kinds = deduced
            source = .maps
        } else {
            kinds = told.map { _ in nil }
            source = nil
        }
        queues = zip(numbers, zip(kinds, cpus)).map { number, facts in
            HardwareQueueFacts(number: number, kind: facts.0, cpus: facts.1)
        }
    }

    /// Reads `0, 2, 4` (`blk_mq_hw_sysfs_cpus_show`); what does not fit a page is missing from it.
    static func cpus(_ line: String) -> [Int] {
        line.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) }
            .filter { (0..<CPUList.limit).contains($0) }.sorted()
    }

    /// The kinds of the queues of a device that polls. The queues of a kind serve every CPU, each exactly once, and
    /// the drivers number those for polling last (their `map_queues`): where a CPU comes up again the next kind begins.
    /// Nil where the queues do not look like this.
    static func kinds(of cpus: [[Int]]) -> [HardwareQueueFacts.Kind]? {
        let all = Set(cpus.joined())
        var sizes: [Int] = []
        var covered: Set<Int> = all
        for cpus in cpus {
            if covered == all {
                sizes.append(0)
                covered = []
            }
            guard covered.isDisjoint(with: cpus) else { return nil }
            covered.formUnion(cpus)
            sizes[sizes.count - 1] += 1
        }
        guard covered == all, (2...3).contains(sizes.count) else { return nil }
        let kinds: [HardwareQueueFacts.Kind] =
            sizes.count == 2 ? [.default, .poll] : [.default, .read, .poll]
        return zip(kinds, sizes).flatMap { Array(repeating: $0, count: $1) }
    }
}
