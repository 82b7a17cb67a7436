import Testing

@testable import BlockLayer

@Suite struct ServiceTableTests {
    /// To fill one takes longer than all else that sets up a run of a matrix.
    @Test func devicesThatAreAlikeShareATable() {
        let service = ServiceTime.lognormal(medianNanoseconds: 8_000, p99Nanoseconds: 20_000)
        let rate = TickRate(nanosecondsPerTick: 0.5)
        let table = ServiceTables.shared.table(of: service, rate: rate)
        #expect(ServiceTables.shared.table(of: service, rate: rate) === table)
        #expect(ServiceTables.shared.table(of: service, rate: TickRate(nanosecondsPerTick: 0.25)) !== table)
        #expect(ServiceTables.shared.table(of: .fixed(nanoseconds: 8_000), rate: rate) !== table)
    }
}
