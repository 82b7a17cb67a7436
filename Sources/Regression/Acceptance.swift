import Foundation
import Statistics

/// A known regression that is accepted for a reason, until a day.
public struct Acceptance {
    let selection: Selection
    /// The largest accepted change, as a part; nil for any.
    let most: Double?
    let reason: String
    /// The last day, `2026-03-31`.
    let lastDay: String

    public init(_ selection: Selection, most: Double?, reason: String, lastDay: String) {
        (self.selection, self.most, self.reason, self.lastDay) = (selection, most, reason, lastDay)
    }

    /// The verdict on a metric that is worse.
    ///
    /// - Parameters:
    ///   - least: how much worse it is at least, as a part.
    ///   - why: the rule that found it worse.
    ///   - today: in UTC, as ``lastDay``.
    func verdict(least: Double, why: String, today: String) -> (Verdict, String) {
        if today > lastDay { return (.worse, "\(why); it was accepted until \(lastDay): \(reason)") }
        if let most, least > most {
            let accepted = String(format: "%g", most * 100)
            return (.worse, "\(why), and by more than the accepted \(accepted) %: \(reason)")
        }
        return (.accepted, "\(why), accepted until \(lastDay): \(reason)")
    }
}
