import Foundation

/// Values that repeat: a clock that counts instructions gives the same count again, to within a thousandth. Nothing is
/// left to chance that statistics could weigh, so one round is enough.
///
/// A change as large as the threshold must never be missed, and what repeats do must never be called a change. So the
/// line is drawn at half of the threshold, and the rounds of a side may differ by a fifth of it: where they keep to
/// that, both sides together move a ratio by less than the distance from the line to either of the two.
extension Change {
    /// The change and the limit of values that should repeat, or why they do not.
    public enum Repeated {
        case change(Change, Limit)
        case doNotRepeat(String)
    }

    /// - Parameter pairs: at least one, all of positive values.
    public static func repeated(_ pairs: [Pair], threshold: Double) -> Repeated {
        let (base, candidate) = (Repeats(pairs.map(\.base)), Repeats(pairs.map(\.candidate)))
        let spread = max(base.spread, candidate.spread)
        guard spread <= threshold / 5 else {
            let percent = String(format: "%.2g", spread * 100)
            return .doNotRepeat("rounds of one side differ by \(percent) %: they do not repeat")
        }
        return .change(Change(from: base, to: candidate), Limit(halfOf: threshold))
    }

    private init(from base: Repeats, to candidate: Repeats) {
        self.init(
            base: base.median, estimate: candidate.median / base.median,
            ratio: Interval(
                lower: candidate.least / base.most, upper: candidate.most / base.least, confidence: 1),
            pValue: nil, noise: 0)
    }

    /// The verdict on values that repeat: by the medians alone.
    public func findingOfRepeats(_ limit: Limit, higherIsBetter: Bool) -> Finding {
        let cost = higherIsBetter ? 1 / estimate : estimate
        let isChange = cost > 1 + limit.part || cost < 1 / (1 + limit.part)
        return Finding(
            verdict: !isChange ? .same : cost > 1 ? .worse : .better,
            reason: "\(isChange ? "beyond" : "within") \(limit.source.rawValue)", change: self, limit: limit,
            pValue: nil)
    }
}

/// The rounds of one side.
private struct Repeats {
    let least: Double
    let median: Double
    let most: Double
    /// How far they are apart, as a part.
    var spread: Double { most / least - 1 }

    init(_ values: [Double]) {
        (least, median, most) = (values.min() ?? .nan, values.median ?? .nan, values.max() ?? .nan)
    }
}
