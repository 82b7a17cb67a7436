import Synchronization
import Testing

@testable import Environment

/// CPUs that are moved about, by what a cache line takes between them.
@Suite struct RoundTripsTests {
    /// Gives out what it was told, then the last one for ever.
    private final class Machine: Sendable {
        private let times: Mutex<[Double]>

        init(_ times: [Double]) { self.times = Mutex(times) }

        var roundTrips: RoundTrips {
            RoundTrips { _ in self.times.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
        }
    }

    @Test func theSameDistanceDisturbsNothing() {
        let trips = Machine([90, 98, 72, 95, 62, 130]).roundTrips
        #expect((0..<6).allSatisfy { _ in trips.look(at: [0, 1]) == nil })
    }

    @Test(arguments: [(400.0, true), (52.0, true), (130.0, false), (70.0, false)])
    func anotherDistanceIsTold(nanoseconds: Double, isFound: Bool) {
        let trips = Machine([90, 92, 88, nanoseconds]).roundTrips
        for _ in 0..<3 { _ = trips.look(at: [0, 1]) }
        #expect((trips.look(at: [1, 0, 1]) != nil) == isFound)
    }

    @Test func itSaysWhatIsUsual() {
        let trips = Machine([90, 90, 401.6]).roundTrips
        for _ in 0..<2 { _ = trips.look(at: [0, 1]) }
        #expect(
            trips.look(at: [0, 1])?.description
                == "a cache line took 402 ns between CPUs 0-1 and back, usually 90 ns")
    }

    @Test func aRunWaitsForItsCPUs() {
        let trips = Machine([90, 90, 400, 400, 91]).roundTrips
        for _ in 0..<2 { _ = trips.look(at: [0, 1]) }
        #expect(trips.settle([0, 1]) == nil)
    }

    /// After Ctrl-C: what comes later is not looked at.
    @Test func whoeverStopsDoesNotWait() {
        let trips = Machine([90, 90, 400, 91]).roundTrips
        for _ in 0..<2 { _ = trips.look(at: [0, 1]) }
        #expect(trips.settle([0, 1], isStopped: { true }) != nil)
    }

    @Test func whatIsWaitedForInVainDoesNotBecomeUsual() {
        let trips = Machine([90, 90, 90, 400]).roundTrips
        for _ in 0..<3 { _ = trips.look(at: [0, 1]) }
        #expect(trips.settle([0, 1]) != nil && trips.look(at: [0, 1]) != nil)
    }

    /// What is usual for one pair says nothing of another.
    @Test func eachSetOfCPUsHasItsOwn() {
        let trips = Machine([90, 400]).roundTrips
        #expect(trips.look(at: [0, 1]) == nil && trips.look(at: [0, 2]) == nil)
    }

    @Test func oneCPUIsNotApartFromItself() {
        #expect(Machine([90]).roundTrips.settle([3, 3]) == nil)
    }

    /// This machine, if it has two CPUs that the test may use.
    @Test func aRealRoundTripIsMeasuredOrUnknown() {
        let trips = RoundTrips()
        #expect(trips.look(at: [0, 1]) == nil, "the first is the usual one")
        #expect(trips.look(at: [0, 1_000_000]) == nil, "there is no such CPU")
    }
}
