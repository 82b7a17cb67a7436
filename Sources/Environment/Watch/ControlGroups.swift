import BlockDevices
import Placement

/// The cgroups that this process is in, up to the root that can be seen, as far as they can take CPU time away: those
/// of the CPU controller, v1 and v2 (cgroups(7)).
struct ControlGroups: Sendable {
    /// What a cgroup has held its processes up with so far.
    struct Reading: Equatable, Sendable {
        /// How often its CPU quota was used up, and for how long processes waited therefore, over all CPUs.
        var throttledTimes: UInt64 = 0
        var throttledNanoseconds: UInt64 = 0
        /// How long it was frozen; Linux 6.18 and later say so, for v2.
        var frozenNanoseconds: UInt64 = 0
    }

    /// A cgroup: its name, and where its files are.
    private struct Group: Sendable {
        let name: String
        let files: Sysfs
    }

    private let groups: [Group]

    init(in files: KernelFiles) {
        let mounts = files.proc.lines("self/mountinfo").compactMap(CgroupMount.init)
        groups = CgroupMembership.all(of: "cpu", in: files).flatMap { membership -> [Group] in
            guard let mount = mounts.first(where: { $0.isV2 == membership.isV2 }) else { return [] }
            return mount.folders(of: membership.path).map {
                Group(name: $0, files: Sysfs(root: mount.point + $0))
            }
        }
    }

    /// The counts by the cgroups' names; cgroups without counts are missing.
    func read() -> [String: Reading] {
        var readings: [String: Reading] = [:]
        for group in groups {
            let stat = group.files.lines("cpu.stat")
            let frozen = Self.value("frozen_usec", in: group.files.lines("cgroup.stat.local"))
            guard !stat.isEmpty || frozen != nil else { continue }
            var reading = readings[group.name] ?? Reading()
            reading.throttledTimes &+= Self.value("nr_throttled", in: stat) ?? 0
            reading.throttledNanoseconds &+=
                Self.value("throttled_time", in: stat)
                ?? (Self.value("throttled_usec", in: stat) ?? 0) &* 1000
            reading.frozenNanoseconds &+= (frozen ?? 0) &* 1000
            readings[group.name] = reading
        }
        return readings
    }

    private static func value(_ key: String, in lines: [String]) -> UInt64? {
        for line in lines {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == key { return UInt64(words[1]) }
        }
        return nil
    }
}

/// A line of mountinfo (proc_pid_mountinfo(5)) that mounts cgroups of v2, or the CPU controller of v1.
private struct CgroupMount {
    let isV2: Bool
    /// The cgroup that is mounted, and where.
    let root: String
    let point: String

    init?(_ line: String) {
        let fields = line.split(separator: " ")
        guard let separator = fields.firstIndex(of: "-"), separator >= 6, fields.count > separator + 3 else {
            return nil
        }
        isV2 = fields[separator + 1] == "cgroup2"
        let isOfCPUs =
            fields[separator + 1] == "cgroup" && fields[separator + 3].split(separator: ",").contains("cpu")
        guard isV2 || isOfCPUs else { return nil }
        root = fields[3] == "/" ? "" : Self.unescaped(fields[3])
        point = Self.unescaped(fields[4])
    }

    /// A cgroup's folder below the mount, and those above it, the nearest first; only the mount's own where the cgroup
    /// lies outside of it.
    func folders(of path: String) -> [String] {
        var folder = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count)) : "/"
        if folder.split(separator: "/").contains("..") { folder = "/" }
        var folders: [String] = []
        while folder != "/", let slash = folder.lastIndex(of: "/") {
            folders.append(folder)
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        return folders + ["/"]
    }

    /// Spaces and the like are written as octal numbers: `\040`.
    private static func unescaped(_ text: Substring) -> String {
        ["\\040": " ", "\\011": "\t", "\\012": "\n", "\\134": "\\"].reduce(String(text)) {
            $0.split(separator: $1.key, omittingEmptySubsequences: false).joined(separator: $1.value)
        }
    }
}
