import Foundation
import Statistics

/// Values that repeat: a clock that counts instructions gives the same count again but for a thousandth. Nothing is
/// left to chance that statistics could weigh, so they have no say, and one round is enough.
///
/// A change as large as the threshold must never be missed, and what repeats do must never be called a change. So the
/// line is drawn at half of the threshold, and the rounds of a side may differ by a fifth of it: where they keep to
/// that, both sides together move a ratio by less than what lies between the line and either of the two.
extension Evidence {
    /// - Parameter pairs: at least one, all of positive values.
    static func repeated(_ pairs: [Pair], threshold: Double, losses: String?) -> Outcome {
        let (left, right) = (Repeats(pairs.map(\.base)), Repeats(pairs.map(\.candidate)))
        let spread = max(left.spread, right.spread)
        guard spread <= threshold / 5 else {
            let percent = String(format: "%.2g", spread * 100)
            return .decided(.inconclusive, "rounds of one side differ by \(percent) %: they do not repeat")
        }
        return .measured(
            Evidence(
                change: Change(from: left, to: right), limit: Limit(halfOf: threshold), rounds: pairs.count,
                losses: losses))
    }

    func verdictOfRepeats(higherIsBetter: Bool) -> (Verdict, String) {
        let cost = higherIsBetter ? 1 / change.estimate : change.estimate
        if cost > 1 + limit.part { return (.worse, "beyond \(limit.source.rawValue)") }
        if cost < 1 / (1 + limit.part) { return (.better, "beyond \(limit.source.rawValue)") }
        return (.same, "within \(limit.source.rawValue)")
    }
}

extension Change {
    fileprivate init(from base: Repeats, to candidate: Repeats) {
        self.init(
            base: base.median, estimate: candidate.median / base.median,
            ratio: Interval(
                lower: candidate.least / base.most, upper: candidate.most / base.least, confidence: 1),
            pValue: nil, noise: 0)
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
