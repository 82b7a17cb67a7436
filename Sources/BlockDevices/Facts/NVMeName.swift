/// The name of an NVMe namespace: `nvme0n1`, or `nvme0c1n1` for its path through a controller of a multipath subsystem.
struct NVMeName {
    /// The device above a path; nil for a name that is none of a path.
    let head: String?

    /// Nil for names of other devices, partitions included.
    init?(_ name: String) {
        guard let match = name.wholeMatch(of: /(nvme[0-9]+)(c[0-9]+)?(n[0-9]+)/) else { return nil }
        head = match.2 == nil ? nil : String(match.1 + match.3)
    }
}
