import Statistics

/// From evidence to findings.
extension Evidence {
    /// - Parameters:
    ///   - weighing: nil where values repeat.
    ///   - acceptance: the acceptance of a regression here.
    func finding(
        of metric: Metric, _ weighing: Weighing?, _ criteria: Criteria, _ acceptance: Acceptance?
    ) -> Finding {
        let found = complete(decisive(of: metric, weighing, criteria))
        guard found.verdict == .worse, let acceptance else { return found }
        let least = found.change.bounds(higherIsBetter: metric.higherIsBetter).best - 1
        let (verdict, reason) = acceptance.verdict(least: least, why: found.reason, today: criteria.today)
        return found.replaced(by: verdict, reason)
    }

    /// Of the rounds that count and of all rounds, the one that says more: worse before inconclusive before better.
    /// It is the same only by both.
    private func decisive(of metric: Metric, _ weighing: Weighing?, _ criteria: Criteria) -> Finding {
        let higherIsBetter = metric.higherIsBetter
        guard let weighing else { return change.findingOfRepeats(limit, higherIsBetter: higherIsBetter) }
        let own = change.finding(limit, higherIsBetter: higherIsBetter, pValue: weighing.pValue)
        guard let allRounds else { return own }
        let all = allRounds.change.finding(
            allRounds.limit, higherIsBetter: higherIsBetter, pValue: weighing.ofAllRounds,
            wanted: max(allRounds.limit.wanted, criteria.allRounds))
        let order: [Verdict] = [.worse, .inconclusive, .better, .same]
        guard order.first(where: { $0 == own.verdict || $0 == all.verdict }) != own.verdict else {
            return own
        }
        return all.replaced(by: all.verdict, "over all rounds: \(all.reason)")
    }

    /// Missing rounds may have been slow ones: then nothing is better or the same.
    private func complete(_ found: Finding) -> Finding {
        guard let losses, found.verdict == .same || found.verdict == .better else { return found }
        return found.replaced(by: .inconclusive, losses)
    }
}
