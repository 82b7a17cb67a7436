/// A cgroup that this process is in, as /proc/self/cgroup lists it (cgroups(7)).
public struct CgroupMembership: Sendable {
    /// Whether it is of the unified hierarchy, which serves all controllers.
    public let isV2: Bool
    /// The path below the root of its hierarchy.
    public let path: String

    /// The memberships that count for a controller: those of its hierarchy of v1, and of v2.
    public static func all(of controller: String, in files: KernelFiles) -> [CgroupMembership] {
        files.proc.lines("self/cgroup").compactMap { CgroupMembership($0, controller) }
    }

    private init?(_ line: String, _ controller: String) {
        let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        isV2 = parts[0] == "0" && parts[1].isEmpty
        guard isV2 || parts[1].split(separator: ",").contains(Substring(controller)) else { return nil }
        path = String(parts[2])
    }
}
