import CNuma
import Foundation
import Testing

@testable import Placement

@Suite struct NodeMemoryTests {
    private let node: Int

    init() throws {
        node = try #require(try Topology.current().cpus.first).node
    }

    @Test(arguments: [1, 4095, 4096, 4097, 1 << 20])
    func isZeroedAndStartsOnAPage(byteCount: Int) throws {
        let memory = try NodeMemory(byteCount: byteCount, node: node)
        #expect(memory.bytes.count == byteCount)
        #expect(UInt(bitPattern: memory.bytes.baseAddress) % 4096 == 0)
        #expect(memory.bytes.allSatisfy { $0 == 0 })
    }

    @Test func everyPageIsPresent() throws {
        let memory = try NodeMemory(byteCount: 64 * 4096, node: node)
        var residency = [UInt8](repeating: 0, count: 64)
        try #require(mincore(memory.bytes.baseAddress, memory.bytes.count, &residency) == 0)
        #expect(residency.allSatisfy { $0 & 1 == 1 })
    }

    @Test(.enabled(if: numa_available() >= 0)) func liesOnItsNode() throws {
        let memory = try NodeMemory(byteCount: 4096, node: node)
        var actual: Int32 = -1
        let flags = UInt32(MPOL_F_NODE | MPOL_F_ADDR)
        try #require(get_mempolicy(&actual, nil, 0, memory.bytes.baseAddress, flags) == 0)
        #expect(Int(actual) == node)
    }

    @Test func isFreedWithItsOwner() throws {
        let before = try residentBytes()
        for _ in 0..<512 {
            _ = try NodeMemory(byteCount: 1 << 20, node: node)
        }
        #expect(try residentBytes() - before < 256 << 20)
    }

    @Test(arguments: [0, -1, Int.min])
    func refusesLessThanOneByte(byteCount: Int) {
        #expect(throws: PlacementError.memory(byteCount: byteCount, node: node, errno: EINVAL)) {
            _ = try NodeMemory(byteCount: byteCount, node: node)
        }
    }

    @Test func refusesMoreThanThereIs() {
        #expect(throws: PlacementError.memory(byteCount: .max, node: node, errno: ENOMEM)) {
            _ = try NodeMemory(byteCount: .max, node: node)
        }
    }

    @Test(arguments: [-1, 1 << 20, Int.min, Int.max])
    func refusesANodeThatIsNone(node: Int) {
        #expect(throws: PlacementError.memory(byteCount: 4096, node: node, errno: EINVAL)) {
            _ = try NodeMemory(byteCount: 4096, node: node)
        }
    }

    private func residentBytes() throws -> Int {
        let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(Int(statm[1])) * sysconf(Int32(_SC_PAGESIZE))
    }
}
