import Placement

/// The data caches of a machine, as sysfs describes them.
public struct CacheFacts: Sendable, Equatable {
    /// The last-level cache of each CPU, named by the first CPU that shares it. A CPU that sysfs says nothing of has
    /// one of its own.
    let lastLevelOfCPU: [Int: Int]
    /// Of the last-level cache; nil where it is not known.
    let lastLevelBytes: Int?
    /// Of the cache below it; nil where it is not known, or there is none.
    let innerBytes: Int?

    /// Reads the caches of CPUs.
    public init(of cpus: [CPU], in sysfs: Sysfs = Sysfs()) {
        var lastLevelOfCPU: [Int: Int] = [:]
        for cpu in cpus {
            let shared = Self.caches(of: cpu.number, in: sysfs).last?.cpus.first
            lastLevelOfCPU[cpu.number] = shared ?? cpu.number
        }
        self.lastLevelOfCPU = lastLevelOfCPU
        let caches = cpus.first.map { Self.caches(of: $0.number, in: sysfs) } ?? []
        lastLevelBytes = caches.last?.bytes
        innerBytes = caches.dropLast().last?.bytes
    }

    /// Describes caches that are known.
    init(lastLevelOfCPU: [Int: Int], lastLevelBytes: Int?, innerBytes: Int?) {
        self.lastLevelOfCPU = lastLevelOfCPU
        self.lastLevelBytes = lastLevelBytes
        self.innerBytes = innerBytes
    }

    /// The caches for data that a CPU uses, from the inside out.
    private static func caches(
        of cpu: Int, in sysfs: Sysfs
    ) -> [(level: Int, bytes: Int?, cpus: [Int])] {
        let folder = "devices/system/cpu/cpu\(cpu)/cache"
        return sysfs.entries(folder).compactMap { name in
            let cache = "\(folder)/\(name)"
            guard let level = sysfs.integer("\(cache)/level"), sysfs.line("\(cache)/type") != "Instruction",
                let cpus = sysfs.cpuList("\(cache)/shared_cpu_list")
            else { return nil }
            return (level, sysfs.line("\(cache)/size").flatMap(bytes), cpus)
        }
        .sorted { $0.level < $1.level }
    }

    /// Reads `32768K`.
    private static func bytes(_ text: String) -> Int? {
        guard text.hasSuffix("K") else { return nil }
        return Int(text.dropLast()).map { $0 << 10 }
    }
}
