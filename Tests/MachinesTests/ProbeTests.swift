import CPlatform
import Glibc
import Placement
import Testing

@testable import Machines

/// The probe of this machine. No times are asserted, as the machine may be busy: readings are there, and positive.
@Suite struct ProbeTests {
    private static let probe = PinnedProbe()

    private static func cpus() throws -> [Int] { try Topology.current().cpus.map(\.number) }

    @Test func oneCPUHasReadings() throws {
        let cpu = try Self.cpus()[0]
        for access in [PLATFORM_LOAD, PLATFORM_STORE, PLATFORM_MODIFY, PLATFORM_CLOCK, PLATFORM_PAUSE] {
            let readings = try Self.probe.accesses(access, on: cpu)
            #expect(!readings.isEmpty && readings.allSatisfy { $0 > 0 })
        }
        let readings = try Self.probe.chases(bytes: 1 << 16, on: cpu, node: nil)
        #expect(!readings.isEmpty && readings.allSatisfy { $0 > 0 })
    }

    /// A buffer of one line, or none, has no cycle.
    @Test func aBufferHasTwoLines() throws {
        let cpu = try Self.cpus()[0]
        #expect(throws: MeasurementError.self) { try Self.probe.chases(bytes: 64, on: cpu, node: nil) }
    }

    @Test func aCPUThatIsNotThereIsAnError() {
        #expect(throws: MeasurementError.self) { try Self.probe.accesses(PLATFORM_LOAD, on: 1_000_000) }
        #expect(throws: MeasurementError.self) { try Self.probe.transfers(0, 1_000_000, home: nil) }
    }

    /// The kernel may take a CPU away whenever it likes: then the addition is logged again.
    @Test func everyAdditionHasAWinner() throws {
        let cpus = try Self.cpus().prefix(2).map { Int32($0) }
        let total: UInt32 = 4096
        var winners = [UInt16](repeating: .max, count: Int(total))
        var status = EAGAIN
        for _ in 0..<100 where status == EAGAIN {
            status = platform_log_additions(cpus, Int32(cpus.count), &winners, total)
        }
        #expect(status == 0 || status == EAGAIN)
        #expect(winners.allSatisfy { Int($0) < cpus.count })
    }
}
