import CPlatform
import Foundation
import Testing

@testable import Placement

@Suite struct PinningTests {
    @Test func runsOnTheChosenCPUOnly() async throws {
        for cpu in try Topology.current().cpus {
            let seen = try await onThreadOfItsOwn {
                try pinCurrentThread(to: cpu.number)
                return (try Topology.current().cpus.map(\.number), Int(platform_current_cpu()))
            }
            #expect(seen == ([cpu.number], cpu.number))
        }
    }

    @Test(arguments: [-1, 1 << 20, Int.min, Int.max])
    func refusesWhatIsNoCPU(cpu: Int) async {
        await #expect(throws: PlacementError.pinning(cpu: cpu, errno: EINVAL)) {
            try await onThreadOfItsOwn { try pinCurrentThread(to: cpu) }
        }
    }

    /// The threads that run tests are shared: pinning one would pin other tests.
    private func onThreadOfItsOwn<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }
}
