import BlockDevices
import BlockLayer
import Glibc
import Units

/// The memory that this process can still have, and what bounds it.
struct AvailableMemory: Sendable {
    struct Bound: Equatable, Sendable {
        var bytes: UInt64
        /// `the machine`, `the cgroup /x`, `ulimit -v`.
        var name: String
    }

    /// Of memory that is used.
    let resident: Bound
    /// Of addresses, whether used or not; nil if they do not count.
    let addresses: Bound?

    init(resident: Bound, addresses: Bound?) { (self.resident, self.addresses) = (resident, addresses) }

    /// As it is now.
    ///
    /// - Parameter files: the kernel's, but for tests.
    init(_ files: KernelFiles = KernelFiles()) {
        let machine = Self.field("MemAvailable:", in: files.proc.lines("meminfo")).map { $0 << 10 }
        let bounds =
            [Bound(bytes: machine ?? Bounds.memoryBytes, name: "the machine")] + MemoryCgroups.bounds(files)
        resident = bounds.min { $0.bytes < $1.bytes }!
        let pages =
            files.proc.lines("self/statm").first?.split(separator: " ").compactMap { UInt64($0) } ?? []
        let limits: [(bytes: UInt64?, place: Int, name: String)] = [
            (Self.limit(RLIMIT_AS), 0, "ulimit -v"), (Self.limit(RLIMIT_DATA), 5, "ulimit -d"),
            (Self.addressBytes, 0, "the address space"),
        ]
        let free = limits.compactMap { limit -> Bound? in
            guard let bytes = limit.bytes else { return nil }
            let used = limit.place < pages.count ? pages[limit.place] * UInt64(getpagesize()) : 0
            return Bound(bytes: bytes - min(bytes, used), name: limit.name)
        }
        addresses = free.min { $0.bytes < $1.bytes }
    }

    /// The addresses that x86-64 has for a process: 47 bits.
    private static let addressBytes: UInt64 = 1 << 47

    private static func limit(_ resource: __rlimit_resource) -> UInt64? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0, limit.rlim_cur != rlim_t.max
        else { return nil }
        return UInt64(limit.rlim_cur)
    }

    /// A number behind a word at the beginning of a line.
    static func field(_ word: String, in lines: [String]) -> UInt64? {
        let line = lines.first { $0.split(separator: " ").first.map(String.init) == word }
        return line?.split(separator: " ").dropFirst().first.flatMap { UInt64($0) }
    }

    /// Who takes memory.
    enum Taker: String {
        case run, check

        /// What takes less.
        fileprivate func advice(_ most: RunMemory.Purpose?) -> Message {
            switch (self, most) {
            case (.check, _): "lower --jobs, --threads or --ios"
            case (.run, .data), (.run, .verification):
                "use a smaller \(RequestSetting.size) or \(ModelSetting.size)"
            case (.run, _): "lower \(Axis.bs), \(Axis.iodepth) or \(Axis.numjobs)"
            }
        }
    }

    /// - Throws: `usage` where a run takes more, with what it takes it for.
    func check(_ memory: RunMemory, of taker: Taker = .run) throws(HarnessError) {
        if let addresses { try check(memory, of: taker, needed: memory.addresses, addresses) }
        try check(memory, of: taker, needed: memory.resident, resident)
    }

    private func check(
        _ memory: RunMemory, of taker: Taker, needed: UInt64, _ bound: Bound
    ) throws(HarnessError) {
        guard needed > bound.bytes else { return }
        let parts = memory.bytes.filter { $0.value > needed / 50 }.sorted { $0.value > $1.value }
        let list = parts.map { "\(Self.text($0.value)) of \($0.key.rawValue)" }.joined(separator: ", ")
        throw .usage(
            "the \(taker.rawValue) does not fit into memory: it needs \(Self.text(needed)) (\(list)), and "
                + "\(bound.name) has \(Self.text(bound.bytes)) left: " + taker.advice(parts.first?.key))
    }

    /// In mebibytes, as all of these are many.
    private static func text(_ bytes: UInt64) -> String {
        bytes == .max ? "endless memory" : "\(bytes >> 20 + (bytes & 0xf_ffff == 0 ? 0 : 1)) MiB"
    }
}

/// The memory that the cgroups of this process have left (cgroups(7), v1 and v2), their page cache given up.
private enum MemoryCgroups {
    static func bounds(_ files: KernelFiles) -> [AvailableMemory.Bound] {
        CgroupMembership.all(of: "memory", in: files).flatMap { membership in
            let mount = "fs/cgroup" + (membership.isV2 ? "" : "/memory")
            return folders(membership.path).compactMap { bound($0, mount + $0, membership.isV2, files) }
        }
    }

    /// A cgroup and those above it. In a container the names may be those of the host: then only the top is there.
    private static func folders(_ path: String) -> [String] {
        var folders = ["/"]
        for name in path.split(separator: "/") where name != ".." {
            folders.append(folders.last! + name + "/")
        }
        return folders
    }

    private static func bound(
        _ name: String, _ folder: String, _ isV2: Bool, _ files: KernelFiles
    ) -> AvailableMemory.Bound? {
        func number(_ file: String) -> UInt64? { files.sys.lines(folder + file).first.flatMap { UInt64($0) } }
        guard let most = number(isV2 ? "memory.max" : "memory.limit_in_bytes"),
            let used = number(isV2 ? "memory.current" : "memory.usage_in_bytes")
        else { return nil }
        let stat = files.sys.lines(folder + "memory.stat")
        let cached = AvailableMemory.field(isV2 ? "file" : "total_cache", in: stat) ?? 0
        let taken = used - min(used, cached)
        return AvailableMemory.Bound(bytes: most - min(most, taken), name: "the cgroup \(name)")
    }
}
