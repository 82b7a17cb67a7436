/// What becomes of evidence.
extension Evidence {
    /// A change, and what decided on it.
    struct Finding {
        let verdict: Verdict
        let reason: String
        let change: Change
        let limit: Limit
        let pValue: Double?
    }

    /// - Parameters:
    ///   - weighing: nil where values repeat.
    ///   - acceptance: of a regression here.
    func finding(
        of metric: Metric, _ weighing: Weighing?, _ judgement: Judgement, _ acceptance: Acceptance?
    ) -> Finding {
        let found = complete(decisive(of: metric, weighing, judgement))
        guard found.verdict == .worse, let acceptance else { return found }
        let least = found.change.bounds(of: metric).best - 1
        let (verdict, reason) = acceptance.verdict(least: least, why: found.reason, today: judgement.today)
        return Finding(
            verdict: verdict, reason: reason, change: found.change, limit: found.limit, pValue: found.pValue)
    }

    /// Of the rounds that count and of all rounds, the one that says more: worse before inconclusive before better.
    /// It is the same only by both.
    private func decisive(of metric: Metric, _ weighing: Weighing?, _ judgement: Judgement) -> Finding {
        guard let weighing else {
            let (verdict, reason) = verdictOfRepeats(higherIsBetter: metric.higherIsBetter)
            return Finding(verdict: verdict, reason: reason, change: change, limit: limit, pValue: nil)
        }
        let own = Self.finding(change, limit, weighing.pValue, of: metric, wanted: limit.wanted)
        guard let allRounds else { return own }
        let all = Self.finding(
            allRounds.change, allRounds.limit, weighing.ofAllRounds, of: metric,
            wanted: max(allRounds.limit.wanted, judgement.allRounds))
        let order: [Verdict] = [.worse, .inconclusive, .better, .same]
        guard order.first(where: { $0 == own.verdict || $0 == all.verdict }) != own.verdict else {
            return own
        }
        return Finding(
            verdict: all.verdict, reason: "over all rounds: \(all.reason)", change: all.change,
            limit: all.limit,
            pValue: all.pValue)
    }

    /// Rounds that are missing may have been slow ones: then nothing is better or the same.
    private func complete(_ found: Finding) -> Finding {
        guard let losses, found.verdict == .same || found.verdict == .better else { return found }
        return Finding(
            verdict: .inconclusive, reason: losses, change: found.change, limit: found.limit,
            pValue: found.pValue)
    }

    /// - Parameter wanted: the part within which nothing has changed.
    private static func finding(
        _ change: Change, _ limit: Limit, _ pValue: Double, of metric: Metric, wanted: Double
    ) -> Finding {
        let (worst, best) = change.bounds(of: metric)
        func found(_ verdict: Verdict, _ reason: String) -> Finding {
            Finding(verdict: verdict, reason: reason, change: change, limit: limit, pValue: pValue)
        }
        let beyond = best > 1 + limit.part ? Verdict.worse : worst < 1 / (1 + limit.part) ? .better : nil
        if let beyond {
            guard pValue <= 1 - change.ratio.confidence else {
                return found(.inconclusive, "the ranks may be chance; more rounds would tell")
            }
            let nearest = change.ratio.lower > 1 ? change.ratio.lower : change.ratio.upper
            if change.drift?.explains(nearest, beyond: limit.part) == true {
                return found(.inconclusive, Drift.doubt)
            }
            return found(beyond, "beyond \(limit.source.rawValue)")
        }
        func isWithin(_ part: Double) -> Bool { worst <= 1 + part && best >= 1 / (1 + part) }
        if isWithin(wanted) { return found(.same, "within \(limit.wantedBy.rawValue)") }
        return found(
            .inconclusive,
            limit.source == .noise && isWithin(limit.part)
                ? "the noise floor hides what is within it"
                : "the interval reaches across \(limit.source.rawValue); more rounds would tell")
    }
}

extension Drift {
    static let doubt = "measured one after the other, it may be a step of the machine; measure in turns"
}

extension Change {
    /// How much worse the candidate is, at most and at least, as a multiple.
    func bounds(of metric: Metric) -> (worst: Double, best: Double) {
        metric.higherIsBetter ? (1 / ratio.lower, 1 / ratio.upper) : (ratio.upper, ratio.lower)
    }
}
