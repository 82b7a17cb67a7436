import CNuma

/// The NUMA nodes of memory.
///
/// Where the kernel has no NUMA support or a container hides it, nothing can be chosen and all memory is on node 0.
public enum NodeMemory {
    /// Makes memory that the calling thread touches first from now on come from a node, if that has room
    /// (set_mempolicy(2), `MPOL_PREFERRED`).
    ///
    /// - Parameter node: nil for the node of the CPU that touches it, which is the kernel's default.
    public static func prefer(_ node: Int?) {
        guard numa_available() >= 0 else { return }
        if let node { numa_set_preferred(Int32(clamping: node)) } else { numa_set_localalloc() }
    }

    /// The node of each page that one of the addresses lies in (move_pages(2)); nil where no page is present, and where
    /// the kernel does not say.
    public static func nodes(of addresses: [UnsafeRawPointer]) -> [Int?] {
        var pages = addresses.map { Optional(UnsafeMutableRawPointer(mutating: $0)) }
        guard numa_available() >= 0 else { return addresses.map { _ in 0 } }
        var nodes = [Int32](repeating: -1, count: pages.count)
        guard numa_move_pages(0, UInt(pages.count), &pages, nil, &nodes, 0) == 0 else {
            return addresses.map { _ in nil }
        }
        return nodes.map { $0 < 0 ? nil : Int($0) }
    }
}
