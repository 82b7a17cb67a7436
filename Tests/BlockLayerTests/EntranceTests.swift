import Testing

@testable import BlockLayer

/// The controller and the link of a model device take one command after the other.
@Suite struct EntranceTests {
    /// Of commands that are submitted at these times, a tick to the nanosecond, when each is served.
    private static func served(
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
        #expect(Self.served([(5, 8), (5, 8), (7, 2048)]) == [5, 5, 7])
    }

    /// 5 M a second are 200 ns for each, however long.
    @Test func aControllerTakesSoManyCommands() {
        #expect(Self.served(iops: 5_000_000, [(0, 1), (0, 2048), (0, 8)]) == [0, 200, 400])
    }

    /// 4.096 GB a second are 125 ns for 512 bytes.
    @Test func aLinkMovesSoManyBytes() {
        #expect(Self.served(bytes: 4_096_000_000, [(0, 1), (0, 8), (0, 4), (0, 1)]) == [0, 125, 1125, 1625])
    }

    @Test func theSlowerOfThemBounds() {
        let both = Self.served(iops: 5_000_000, bytes: 4_096_000_000, [(0, 1), (0, 1), (0, 8), (0, 1)])
        #expect(both == [0, 200, 400, 1250])
    }

    @Test func whatIsIdleWaitsForNothing() {
        #expect(Self.served(iops: 1_000_000, [(0, 8), (5000, 8), (5500, 8)]) == [0, 5000, 6000])
    }

    /// Nothing wraps where the slowest link moves the longest IOs, in the finest ticks, and no IO is free.
    @Test func boundsAreKeptAtTheirLimits() {
        let sectors = UInt32(1 << 21)
        let rate = VirtualClock.rate
        var settings = ModelSettings()
        settings.bytesPerSecond = 1_000_000
        let slow = Entrance<RealMachine>(settings, rate: rate)
        defer { slow.deallocate() }
        _ = slow.pass(sectors, now: 0)
        let seconds = Double(rate.nanoseconds(slow.pass(sectors, now: 0))) / 1e9
        #expect(abs(seconds - Double(1 << 30) / 1e6) < 1)
        #expect(Self.served(bytes: 1_000_000_000_000, [(0, 1), (0, 1)])[1] > 0)
    }
}
