import Testing

@testable import BlockLayer

/// Two maps of the devices, one of which counts, and who knows which.
@Suite struct DeviceMapsTests {
    private typealias Maps = DeviceMaps<IterateAll<RealMachine>>

    private static func maps(workers: Int) -> Maps {
        Maps(
            [
                LoadedDevice(table: nil, maxSectorsPerIO: 8, queues: 0..<2),
                LoadedDevice(table: nil, maxSectorsPerIO: 16, queues: 2..<3),
            ], workerCount: workers)
    }

    @Test func aChangeIsMadeInTheOtherMap() {
        let maps = Self.maps(workers: 1)
        let before = maps.current()
        let old = maps.devices(of: before)
        maps.announce { $0[0].isSuspended = true }
        let after = maps.current()
        let new = maps.devices(of: after)
        #expect(after == before + 1 && new != old)
        #expect(!old[0].isSuspended && new[0].isSuspended && !new[1].isSuspended)
        #expect(new[1].maxSectorsPerIO == 16 && new[1].queues == 2..<3)
        maps.announce { $0[1].queues = 2..<4 }
        let third = maps.devices(of: maps.current())
        #expect(
            third == old && third[0].isSuspended && third[1].queues == 2..<4, "on top of the change before")
    }

    @Test func everyWorkerAtWorkHasToKnow() {
        let maps = Self.maps(workers: 3)
        let knownByNone = maps.areKnown()
        let first = maps.arrive(0)
        _ = maps.arrive(1)
        let atFirst = maps.areKnown()
        maps.announce { _ in }
        let announced = maps.areKnown()
        maps.acknowledge(first + 1, by: 0)
        let byOne = maps.areKnown()
        maps.leave(1)
        let byBoth = maps.areKnown()
        let arrived = maps.arrive(2)
        let byAll = maps.areKnown()
        #expect(knownByNone && atFirst && !announced && !byOne && byBoth && byAll)
        #expect(arrived == first + 1)
    }
}

/// What workers look at in each turn.
@Suite struct StopFlagTests {
    @Test func stopsAndCallsAreKeptApart() {
        let flag = StopFlag<RealMachine>()
        let atFirst = (flag.isDown(), flag.isSet())
        flag.callWorkers()
        let called = (flag.isDown(), flag.isSet())
        flag.set()
        let stopped = (flag.isDown(), flag.isSet())
        flag.endCall()
        let afterCall = (flag.isDown(), flag.isSet())
        #expect(atFirst == (true, false) && called == (false, false))
        #expect(stopped == (false, true) && afterCall == (false, true))
    }

    @Test func aCallEnds() {
        let flag = StopFlag<RealMachine>()
        flag.callWorkers()
        flag.endCall()
        let isDown = flag.isDown()
        #expect(isDown)
    }
}
