import Testing

@testable import BlockLayer

/// Leaves that time out, and completions that come after that.
@Suite struct LostLeavesTests {
    private typealias M = StillMachine

    private static func insert(
        _ place: Int, at timeout: UInt64, late: UInt64, _ lost: inout LostLeaves<M>, _ store: BioStore<M>
    ) -> Bool {
        store[place].pointee.readyTicks = timeout
        return lost.insert(store[place], lateTicks: late)
    }

    @Test func aTimeoutEndsALeafOnce() {
        let store = BioStore<M>(count: 1)
        var lost = LostLeaves<M>(capacity: 1)
        defer { lost.deallocate() }
        let atFirst = lost.nextReady
        let isTaken = Self.insert(0, at: 100, late: 50, &lost, store)
        let untilTimeout = lost.nextReady
        let early = lost.popReady(at: 99)
        let inTime = lost.popReady(at: 100)
        let untilLate = lost.nextReady
        let again = lost.popReady(at: 149)
        let late = lost.popReady(at: 150)
        #expect(
            isTaken && atFirst == .max && untilTimeout == 100 && untilLate == 150 && lost.nextReady == .max)
        #expect(early == nil && inTime == store[0] && again == nil && late == nil)
    }

    /// A tag is free when its completion has come, not when the leaf has timed out.
    @Test func aTagIsTakenUntilItsCompletionHasCome() {
        let store = BioStore<M>(count: 4)
        var lost = LostLeaves<M>(capacity: 2)
        defer { lost.deallocate() }
        var taken = (0..<3).map { Self.insert($0, at: UInt64(100 + $0), late: 50, &lost, store) }
        #expect(taken == [true, true, false])
        #expect(lost.popReady(at: 120) == store[0] && lost.popReady(at: 120) == store[1])
        taken = [Self.insert(2, at: 200, late: 50, &lost, store)]
        let none = lost.popReady(at: 150)
        taken.append(Self.insert(2, at: 200, late: 50, &lost, store))
        taken.append(Self.insert(3, at: 190, late: 50, &lost, store))
        #expect(taken == [false, true, false] && none == nil)
        #expect(lost.popReady(at: 1_000) == store[2] && lost.popReady(at: 1_000) == nil)
        #expect(lost.nextReady == .max)
    }

    /// Whatever is looked at when: the order is that of the times.
    @Test func leavesEndInTheOrderOfTheirTimes() {
        let store = BioStore<M>(count: 6)
        var lost = LostLeaves<M>(capacity: 6)
        defer { lost.deallocate() }
        for (place, time) in [30, 10, 60, 20, 50, 40].enumerated() {
            _ = Self.insert(place, at: UInt64(time), late: 5, &lost, store)
        }
        var ended: [Int] = []
        while let leaf = lost.popReady(at: 45) { ended.append(store.place(of: leaf)) }
        let next = lost.nextReady
        while let leaf = lost.popReady(at: 100) { ended.append(store.place(of: leaf)) }
        #expect(ended == [1, 3, 0, 5, 4, 2])
        #expect(next == 45 || next == 50)
    }
}

/// Which leaves faults happen to.
@Suite struct FailureScheduleTests {
    @Test func soManyInARowOfEachPeriod() {
        let schedule = FailureSchedule(period: 5, length: 2)
        let fails = (0..<10).map { schedule.fails($0, phase: 0) }
        #expect(fails == [true, true, false, false, false, true, true, false, false, false])
        let shifted = (0..<5).map { schedule.fails($0, phase: 4) }
        #expect(shifted == [false, true, true, false, false])
    }

    @Test func neverIsNever() {
        #expect(!(0..<100).contains { FailureSchedule.never.fails($0, phase: 0) })
        #expect(!(0..<10).contains { FailureSchedule(period: 3, length: 0).fails($0, phase: 1) })
        #expect((0..<10).allSatisfy { FailureSchedule(period: 1, length: 1).fails($0, phase: $0) })
    }

    @Test func thereAreFaultsIfAnyHasAPeriod() {
        #expect(ModelFaults().isEmpty)
        for fault in [\ModelFaults.failures, \.again, \.lost] {
            var faults = ModelFaults()
            faults[keyPath: fault] = FailureSchedule(period: 4, length: 1)
            #expect(!faults.isEmpty)
        }
    }
}
