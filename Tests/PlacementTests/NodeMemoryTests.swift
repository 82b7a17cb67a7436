import Glibc
import Testing

@testable import Placement

@Suite struct NodeMemoryTests {
    private static let pageBytes = sysconf(Int32(_SC_PAGESIZE))

    /// The nodes of some pages of which only the first has been touched.
    private func nodesOfPages(_ count: Int, preferring node: Int?) -> [Int?] {
        let byteCount = count * Self.pageBytes
        let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
        defer { munmap(memory, byteCount) }
        NodeMemory.prefer(node)
        memory.storeBytes(of: 1, as: UInt8.self)
        NodeMemory.prefer(nil)
        return NodeMemory.nodes(of: (0..<count).map { UnsafeRawPointer(memory) + $0 * Self.pageBytes })
    }

    @Test func memoryComesFromThePreferredNode() throws {
        for node in Set(try Topology.current().cpus.map(\.node)) {
            #expect(nodesOfPages(1, preferring: node) == [node])
        }
    }

    @Test func aNodeThatIsNotThereIsNotMetWithATrap() {
        #expect(nodesOfPages(1, preferring: .max).count == 1)
        #expect(nodesOfPages(1, preferring: -7).count == 1)
    }

    @Test func noAddressesHaveNoNodes() {
        #expect(NodeMemory.nodes(of: []) == [])
    }
}
