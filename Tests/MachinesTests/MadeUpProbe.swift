import CPlatform
import Placement

@testable import Machines

/// A machine whose readings are known: CPUs with a node, a cache and a core, and prices of each distance.
struct MadeUpProbe: MachineProbe {
    let cpus: [CPU]
    let caches: CacheFacts
    /// By the outermost thing that differs.
    var socket = 250.0, node = 130.0, cache = 110.0, core = 25.0, thread = 8.0
    /// Added within a cache for each core between two of them.
    var coreSpread = 0.0
    /// What a home on another socket adds outside of a cache.
    var remoteHome = 0.0
    /// The time per addition, by the number of CPUs; and that of a compare-exchange loop.
    var add: @Sendable (Int) -> Double = { _ in 10 }
    var exchange: @Sendable (Int) -> Double = { _ in 30 }
    /// The CPUs that have the word, in turn, by their places.
    var turns: @Sendable (Int) -> [UInt16] = { count in (0..<count).map { UInt16($0) } }

    private func cpu(_ number: Int) -> CPU { cpus.first { $0.number == number } ?? cpus[0] }

    func accesses(_ access: platform_access, on cpu: Int) -> [Double] {
        // An interrupt makes one reading long.
        let value: Double =
            switch access {
            case PLATFORM_LOAD: 1.23456
            case PLATFORM_STORE: 0.4
            case PLATFORM_MODIFY: 5
            case PLATFORM_CLOCK: 9
            default: 40
            }
        return [value, value, 90 * value]
    }

    func transfers(_ one: Int, _ other: Int, home: Int?) -> [Double] {
        let (one, other) = (cpu(one), cpu(other))
        if one.siblings == other.siblings { return [thread] }
        if caches.lastLevelOfCPU[one.number] == caches.lastLevelOfCPU[other.number] {
            return [core + coreSpread * Double(abs(one.core - other.core))]
        }
        let isRemote = one.package == other.package && home.map { node in isOutside(node, one) } ?? false
        let asked = isRemote ? remoteHome : 0
        if one.node == other.node { return [cache + asked] }
        return [one.package == other.package ? node + asked : socket]
    }

    private func isOutside(_ node: Int, _ cpu: CPU) -> Bool {
        !cpus.contains { $0.node == node && $0.package == cpu.package }
    }

    func chases(bytes: Int, on cpu: Int, node: Int?) -> [Double] {
        if bytes < 128 << 20 { return [15] }
        return [self.cpu(cpu).node == node ? 100 : 200]
    }

    func contests(_ contest: platform_contest, of cpus: [Int]) -> [Double] {
        switch contest {
        case PLATFORM_ADD: [add(cpus.count)]
        case PLATFORM_EXCHANGE: [exchange(cpus.count)]
        // Two threads do 1.25 times the work of one.
        default: [cpus.count == 1 ? 1 : 0.8]
        }
    }

    func winners(of cpus: [Int]) -> [UInt16] {
        let turns = turns(cpus.count)
        return (0..<20_000).map { turns[$0 % turns.count] }
    }

    func description(canAddAtHome: Bool = false) throws -> (MachineDescription, notes: [String]) {
        var measurement = try MachineMeasurement(
            of: cpus, caches, by: self, canAddAtHome: canAddAtHome, named: "made-up")
        let description = try measurement.description(about: "made up")
        return (description, measurement.notes)
    }

    /// A regular machine. CPUs are numbered as Linux does: the first threads of all cores, then the second ones.
    init(
        sockets: Int = 1, nodes: Int = 1, caches: Int = 1, cores: Int, threads: Int = 1,
        without missing: Set<Int> = []
    ) {
        let coreCount = sockets * nodes * caches * cores
        let all = (0..<(coreCount * threads)).map { number in
            let core = number % coreCount
            return CPU(
                number: number, node: core / (caches * cores), package: core / (nodes * caches * cores),
                core: core, siblings: (0..<threads).map { core + $0 * coreCount })
        }
        cpus = all.filter { !missing.contains($0.number) }
        let shared = cpus.map { ($0.number, $0.number % coreCount / cores) }
        self.caches = CacheFacts(
            lastLevelOfCPU: Dictionary(uniqueKeysWithValues: shared), lastLevelBytes: 32 << 20,
            innerBytes: 1 << 20)
    }
}
