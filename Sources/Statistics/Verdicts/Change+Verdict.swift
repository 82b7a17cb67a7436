/// The one rule by which a change is better, worse, the same or inconclusive.
extension Change {
    /// Whether the change counts: the whole interval must lie beyond the limit, the ranks must agree that it is no
    /// accident, and the machine must not have made it by itself (``Drift``).
    ///
    /// - Parameters:
    ///   - pValue: the p-value of the ranks, corrected if more was compared; nil for the change's own.
    ///   - wanted: the part within which nothing has changed; nil for the limit's own.
    public func finding(
        _ limit: Limit, higherIsBetter: Bool, pValue corrected: Double? = nil, wanted: Double? = nil
    ) -> Finding {
        let (worst, best) = bounds(higherIsBetter: higherIsBetter)
        let pValue = corrected ?? pValue ?? 1
        func found(_ verdict: Verdict, _ reason: String) -> Finding {
            Finding(verdict: verdict, reason: reason, change: self, limit: limit, pValue: pValue)
        }
        let beyond = best > 1 + limit.part ? Verdict.worse : worst < 1 / (1 + limit.part) ? .better : nil
        if let beyond {
            guard pValue <= 1 - ratio.confidence else {
                return found(.inconclusive, "the ranks may be chance; more rounds would tell")
            }
            let nearest = ratio.lower > 1 ? ratio.lower : ratio.upper
            if drift?.explains(nearest, beyond: limit.part) == true {
                return found(.inconclusive, Drift.doubt)
            }
            return found(beyond, "beyond \(limit.source.rawValue)")
        }
        func isWithin(_ part: Double) -> Bool { worst <= 1 + part && best >= 1 / (1 + part) }
        if isWithin(wanted ?? limit.wanted) { return found(.same, "within \(limit.wantedBy.rawValue)") }
        return found(
            .inconclusive,
            limit.source == .noise && isWithin(limit.part)
                ? "the noise floor hides what is within it"
                : "the interval reaches across \(limit.source.rawValue); more rounds would tell")
    }

    /// How much worse the candidate is, at most and at least, as a multiple.
    public func bounds(higherIsBetter: Bool) -> (worst: Double, best: Double) {
        higherIsBetter ? (1 / ratio.lower, 1 / ratio.upper) : (ratio.upper, ratio.lower)
    }

    /// Where the ratio lies beside a range: true if the whole interval is inside, false if it is outside, nil if it
    /// reaches across an end.
    public func isInside(_ range: ClosedRange<Double>) -> Bool? {
        if range.contains(ratio.lower) && range.contains(ratio.upper) { return true }
        return ratio.upper < range.lowerBound || ratio.lower > range.upperBound ? false : nil
    }
}

extension Drift {
    /// The reason of a verdict that a step of the machine may explain.
    public static let doubt =
        "measured one after the other, it may be a step of the machine; measure in turns"
}
