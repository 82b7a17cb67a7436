import CNuma
import Glibc

/// Zeroed memory on one NUMA node, freed with its owner.
///
/// It starts on a page boundary (4096 bytes or more, so that O_DIRECT takes it), and every page is present:
/// using it causes no page fault. Where the kernel has no NUMA support or a container hides it, all memory is
/// that of node 0.
public struct NodeMemory: ~Copyable {
    /// The node that holds the memory.
    public let node: Int
    /// The memory; valid as long as its owner lives.
    public let bytes: UnsafeMutableRawBufferPointer

    /// Allocates memory.
    ///
    /// - Parameters:
    ///   - byteCount: At least one; the last page is used in full but counted as asked.
    ///   - node: A node with memory that this process may use.
    /// - Throws: `memory` with the kernel's reason: EINVAL where the node has no memory that this process may
    ///   use or `byteCount` is less than one, ENOMEM where there is not enough.
    public init(byteCount: Int, node: Int) throws(PlacementError) {
        guard byteCount >= 1 else { throw .memory(byteCount: byteCount, node: node, errno: EINVAL) }
        let start = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != MAP_FAILED else {
            throw .memory(byteCount: byteCount, node: node, errno: errno)
        }
        let bytes = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
        let status = Self.bind(bytes, to: node)
        guard status == 0 else {
            munmap(start, byteCount)
            throw .memory(byteCount: byteCount, node: node, errno: status)
        }
        memset(start, 0, byteCount)
        self.node = node
        self.bytes = bytes
    }

    deinit {
        munmap(bytes.baseAddress, bytes.count)
    }

    /// Returns 0 or an errno value. Not numa_alloc_onnode(3): it prints a refusal and returns memory
    /// anywhere.
    private static func bind(_ bytes: UnsafeMutableRawBufferPointer, to node: Int) -> Int32 {
        guard let index = UInt32(exactly: node) else { return EINVAL }
        guard numa_available() >= 0 else { return node == 0 ? 0 : EINVAL }
        guard let mask = numa_allocate_nodemask() else { return ENOMEM }
        defer { numa_bitmask_free(mask) }
        numa_bitmask_setbit(mask, index)
        let nodeLimit = mask.pointee.size + 1
        let status = mbind(bytes.baseAddress, UInt(bytes.count), MPOL_BIND, mask.pointee.maskp, nodeLimit, 0)
        return status == 0 ? 0 : errno
    }
}
