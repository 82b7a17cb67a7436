import Testing

@testable import BlockLayer

/// The controller and the link of a model device take one command after the other.
@Suite struct EntranceTests {
    /// Of commands that are submitted at these times, a tick to the nanosecond, when each has passed.
    private static func passed(
        iops: Int = 0, bytes: UInt64 = 0, _ commands: [(now: UInt64, sectors: UInt32)]
    ) -> [UInt64] {
        var settings = ModelSettings()
        settings.iopsAtMost = iops
        settings.bytesPerSecond = bytes
        let entrance = Entrance<RealMachine>(settings, rate: TickRate(nanosecondsPerTick: 1))
        defer { entrance.deallocate() }
        return commands.map { entrance.pass($0.sectors, now: $0.now) }
    }

    @Test func withoutABoundNothingWaits() {
        #expect(Self.passed([(5, 8), (5, 8), (7, 2048)]) == [5, 5, 7])
    }

    /// 5 M a second are 200 ns for each, however long.
    @Test func aControllerTakesSoManyCommands() {
        #expect(Self.passed(iops: 5_000_000, [(0, 1), (0, 2048), (0, 8)]) == [200, 400, 600])
    }

    /// 4.096 GB a second are 125 ns for 512 bytes.
    @Test func aLinkMovesSoManyBytes() {
        #expect(Self.passed(bytes: 4_096_000_000, [(0, 1), (0, 8), (0, 4)]) == [125, 1125, 1625])
    }

    @Test func theSlowerOfThemBounds() {
        let both = Self.passed(iops: 5_000_000, bytes: 4_096_000_000, [(0, 1), (0, 1), (0, 8)])
        #expect(both == [200, 400, 1250])
    }

    @Test func whatIsIdleWaitsForNothing() {
        #expect(Self.passed(iops: 1_000_000, [(0, 8), (5000, 8), (5500, 8)]) == [1000, 6000, 7000])
    }
}
