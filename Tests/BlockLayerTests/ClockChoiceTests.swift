import Testing

@testable import BlockLayer

@Suite struct ClockChoiceTests {
    private func comparisons(_ answers: [(cpu: Int, least: Int64, most: Int64)], of others: Int)
        -> CounterComparisons
    {
        CounterComparisons(
            reference: 0, otherCount: others,
            answers: answers.map { CounterComparison(cpu: $0.cpu, least: $0.least, most: $0.most) })
    }

    @Test(arguments: CounterPromise.allCases)
    func withoutComparisonsThePromiseDecides(promise: CounterPromise) {
        let isTrusted = [.ofKernel, .invariant, .architectural].contains(promise)
        let choice = ClockChoice(promise, nil)
        #expect(choice.isCounter == isTrusted)
        #expect(choice.name == (isTrusted ? ClockChoice.counterName : "monotonic"))
        #expect(!choice.reason.isEmpty)
    }

    /// As long as 0 lies between the bounds, the time that answers take explains all.
    @Test(arguments: [(-300, 200), (0, 400), (-400, 0), (0, 0)] as [(Int64, Int64)])
    func aDifferenceThatTheAnswersExplainIsNone(least: Int64, most: Int64) {
        let choice = ClockChoice(.ofKernel, comparisons([(1, least, most)], of: 1))
        #expect(choice.isCounter)
        #expect(choice.reason == "the kernel's own clock; all 2 CPUs agree")
    }

    @Test(arguments: [(1, 400, 1), (-900, -77, 77), (.min, .min, 1 << 63)] as [(Int64, Int64, UInt64)])
    func aDifferenceForSureEndsTheTrust(least: Int64, most: Int64, ticks: UInt64) {
        for promise in [CounterPromise.ofKernel, .invariant] {
            let choice = ClockChoice(promise, comparisons([(1, -50, 50), (7, least, most)], of: 2))
            #expect(!choice.isCounter)
            #expect(
                choice.reason == "the cycle counters of CPU 0 and CPU 7 differ by at least \(ticks) ticks")
        }
    }

    @Test func theWorstDifferenceIsTold() {
        let found = comparisons([(1, 5, 60), (2, -90, -30), (3, 10, 20)], of: 3)
        #expect(found.worst?.cpu == 2)
    }

    @Test(arguments: [(0, "no other CPU answered in time"), (2, "3 of 9 CPUs were compared and agree")])
    func whoDidNotAnswerIsCounted(answers: Int, text: String) {
        let found = comparisons((0..<answers).map { ($0 + 1, -10, 10) }, of: 8)
        #expect(ClockChoice(.invariant, found).reason.hasSuffix("; " + text))
    }

    @Test func theFirstCPUsOfAnOrderStandFarApart() {
        let order = CounterComparisons.spread(Array(0..<64))
        #expect(order.prefix(4) == [0, 32, 16, 48])
        #expect(order.sorted() == Array(0..<64))
        #expect(CounterComparisons.spread([5, 3]) == [5, 3] && CounterComparisons.spread([Int]()).isEmpty)
    }

    /// Of this machine, busy or not: bounds that no real counters have show a mistake of the comparison.
    @Test func thisMachineCanBeCompared() {
        for comparison in CounterComparisons.ofThisMachine().answers {
            #expect(comparison.least <= comparison.most, "CPU \(comparison.cpu)")
        }
        let promise = CounterPromise.ofThisMachine
        if promise == .absent || promise == .distrusted { #expect(!ClockChoice.ofThisMachine.isCounter) }
    }
}
