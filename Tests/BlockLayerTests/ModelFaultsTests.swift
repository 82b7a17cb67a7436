import Testing

@testable import BlockLayer

/// What goes wrong with the leaves of a model device, on a clock that stands where the test puts it.
@Suite struct ModelFaultsTests {
    private typealias Device = ModelDevice<StillMachine>

    /// What leaves end with that are submitted one after the other.
    private func statuses(_ count: Int, _ faults: ModelFaults, seed: UInt64) throws -> [Status] {
        var settings = ModelSettings(sizeSectors: 64, keepsData: true)
        settings.faults = faults
        let device = try Device(
            settings, queueCount: 1, seed: seed, epochTicks: 1000, rate: TickRate(nanosecondsPerTick: 1))
        let store = BioStore<StillMachine>(count: 1)
        return (0..<count).map { _ in
            store[0].pointee.status = .ok
            StillMachine.at(2000) {
                _ = device.queues[0].submit([0], of: store)
                _ = device.queues[0].reap(1, of: store)
            }
            return store[0].pointee.status
        }
    }

    /// Of every seven leaves three in a row fail, wherever that begins; a failed write leaves the data alone.
    @Test(arguments: 1...5)
    func leavesFailOnSchedule(seed: UInt64) throws {
        var faults = ModelFaults()
        faults.failures = FailureSchedule(period: 7, length: 3)
        let fails = try statuses(28, faults, seed: seed).map { $0 == .ioError }
        for start in 0...21 { #expect(fails[start..<start + 7].count { $0 } == 3) }
        #expect(zip(fails, fails.dropFirst()).count { $0 != $1 } <= 8, "in a row")
    }

    /// They are not done, and so often at most in a row that they are done in the end.
    @Test(arguments: 1...3)
    func leavesComeBackWithEAGAIN(seed: UInt64) throws {
        var faults = ModelFaults()
        faults.again = FailureSchedule(period: 5, length: 4)
        let statuses = try statuses(10, faults, seed: seed)
        #expect(statuses.count { $0 == .again } == 8 && statuses.count { $0 == .ok } == 2)
    }

    /// The timeout ends the leaf. When its completion comes, the bio may be under way again: it ends that neither
    /// then nor twice.
    @Test(arguments: 1...4)
    func aLostCompletionComesTooLate(seed: UInt64) throws {
        var settings = ModelSettings(sizeSectors: 64, queueDepth: 2)
        settings.faults.lost = FailureSchedule(period: 2, length: 1)
        settings.faults.timeoutNanoseconds = 100
        let device = try Device(
            settings, queueCount: 1, seed: seed, epochTicks: 1000, rate: TickRate(nanosecondsPerTick: 1))
        let queue = device.queues[0]
        let store = BioStore<StillMachine>(count: 2)
        let inTime = StillMachine.at(2000) {
            _ = queue.submit([0, 1], of: store)
            return queue.reap(8, of: store)
        }
        let lost = try #require(inTime.count == 1 ? 1 - inTime[0] : nil)
        #expect(StillMachine.at(2099) { queue.reap(8, of: store) } == [])
        #expect(StillMachine.at(2100) { queue.reap(8, of: store) } == [lost])
        #expect(store[lost].pointee.status == .timedOut && store[1 - lost].pointee.status == .ok)
        // Again, both: one of them is lost again, and times out after the first one's completion has come.
        for place in 0...1 { store[place].pointee.status = .ok }
        let again = StillMachine.at(2120) {
            _ = queue.submit([lost, 1 - lost], of: store)
            return queue.reap(8, of: store)
        }
        #expect(again.count == 1)
        #expect(StillMachine.at(2150) { queue.mayHaveCompletions() }, "the completion comes")
        #expect(StillMachine.at(2150) { queue.reap(8, of: store) } == [], "and ends nothing")
        let other = 1 - (again.first ?? 0)
        #expect(StillMachine.at(2220) { queue.reap(8, of: store) } == [other])
        #expect(StillMachine.at(9000) { queue.reap(8, of: store) } == [])
        #expect(!StillMachine.at(9000) { queue.mayHaveCompletions() })
    }
}
