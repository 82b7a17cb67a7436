import Testing

@testable import Statistics

/// The rule that decides on a change, by ratios that are known.
@Suite struct ChangeTests {
    private func made(_ factor: Double, rounds: Int = 9) -> Change? {
        let pairs = (0..<rounds).map { round -> Pair in
            let base = 100 + Double(round * 7 % 9) / 10
            return Pair(base: base, candidate: base * factor * (1 + Double(round % 3) / 1000))
        }
        return Change(of: RoundSeries(inTurns: pairs), Bootstrap())
    }

    private static let demand = Demand(threshold: 0.02, floorNanoseconds: 3)

    @Test(arguments: [
        (1.1, true, Verdict.better), (1.1, false, .worse), (0.9, true, .worse), (1.005, true, .same),
    ])
    func directionDecidesWhatIsBetter(factor: Double, higherIsBetter: Bool, verdict: Verdict) throws {
        let change = try #require(made(factor))
        let limit = Limit(Self.demand, base: change.base, isTime: false, noise: change.noise)
        #expect(change.finding(limit, higherIsBetter: higherIsBetter).verdict == verdict)
    }

    /// 2.5 of 100 is beyond the threshold, but not beyond the floor of 3.
    @Test func aFloorCountsForTimesOnly() throws {
        let change = try #require(made(1.025))
        func verdict(isTime: Bool) -> Verdict {
            let limit = Limit(Self.demand, base: change.base, isTime: isTime, noise: 0)
            return change.finding(limit, higherIsBetter: false).verdict
        }
        #expect(verdict(isTime: false) == .worse && verdict(isTime: true) == .same)
    }

    @Test func aPValueThatWasCorrectedCanTakeAVerdictBack() throws {
        let change = try #require(made(1.1))
        let limit = Limit(Self.demand, base: change.base, isTime: false, noise: change.noise)
        let finding = change.finding(limit, higherIsBetter: true, pValue: 0.02)
        #expect(finding.verdict == .inconclusive && finding.reason.contains("may be chance"))
    }

    @Test func aRangeHoldsTheIntervalOrNot() throws {
        let change = try #require(made(1.1))
        #expect(change.isInside(1.05...1.2) == true)
        #expect(change.isInside(1.2...2) == false && change.isInside(0...1) == false)
        #expect(change.isInside(0...change.estimate) == nil)
    }

    /// Of fewer rounds no interval of this confidence can be had.
    @Test func fewRoundsHaveNoChange() {
        #expect(made(2, rounds: 7) == nil)
    }
}
