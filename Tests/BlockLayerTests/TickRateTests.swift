import Glibc
import Testing

@testable import BlockLayer

@Suite struct TickRateTests {
    @Test(arguments: [0.25, 0.3333, 1, 41.67])
    func turnsTicksIntoNanoseconds(nanosecondsPerTick: Double) {
        let rate = TickRate(nanosecondsPerTick: nanosecondsPerTick)
        for ticks in [0, 1, 7, 1000, 1 << 32, 1 << 47] as [UInt64] {
            let exact = Double(ticks) * nanosecondsPerTick
            #expect(abs(Double(rate.nanoseconds(ticks)) - exact) <= 1 + exact * 1e-8, "\(ticks) ticks")
        }
    }

    @Test(arguments: [0.25, 0.3333, 1, 41.67])
    func andBack(nanosecondsPerTick: Double) {
        let rate = TickRate(nanosecondsPerTick: nanosecondsPerTick)
        for nanoseconds in [0, 1, 999, 1_000_000_000, 86_400_000_000_000] as [UInt64] {
            let back = Double(rate.nanoseconds(rate.ticks(nanoseconds: nanoseconds)))
            let slack = 1 + nanosecondsPerTick + Double(nanoseconds) * 1e-8
            #expect(abs(back - Double(nanoseconds)) <= slack, "\(nanoseconds) ns")
        }
    }

    @Test func endlessDurationsAreCut() {
        let rate = TickRate(nanosecondsPerTick: 0.25)
        #expect(rate.ticks(nanoseconds: .max) == 1 << 63)
    }

    @Test func theMachinesRateIsThatOfItsMonotonicClock() {
        let rate = TickRate.ofThisMachine
        let clock = ContinuousClock()
        let before = RealMachine.ticks()
        let elapsed = clock.measure { usleep(20_000) }
        let measured = Double(rate.nanoseconds(RealMachine.ticks() - before))
        let expected = elapsed / .nanoseconds(1)
        // The clocks are read one after the other; a preemption in between makes the outer one longer.
        #expect(measured >= expected * 0.999 && measured < expected * 1.5)
    }
}
