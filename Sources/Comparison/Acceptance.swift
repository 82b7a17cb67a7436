import Foundation

/// A regression that is known and put up with, for a reason and for a time.
public struct Acceptance {
    let selection: Selection
    /// How much worse it may be, as a part; nil for any.
    let most: Double?
    let reason: String
    /// The last day, `2026-03-31`.
    let lastDay: String

    public init(_ selection: Selection, most: Double?, reason: String, lastDay: String) {
        (self.selection, self.most, self.reason, self.lastDay) = (selection, most, reason, lastDay)
    }

    /// What becomes of something that is worse.
    ///
    /// - Parameters:
    ///   - least: by what part it is worse, at least.
    ///   - why: the rule that found it worse.
    ///   - today: in UTC, as ``lastDay``.
    func verdict(least: Double, why: String, today: String) -> (Verdict, String) {
        if today > lastDay { return (.worse, "\(why); it was accepted until \(lastDay): \(reason)") }
        if let most, least > most {
            let accepted = String(format: "%g", most * 100)
            return (.worse, "\(why), and beyond the \(accepted) % that are accepted: \(reason)")
        }
        return (.accepted, "\(why), accepted until \(lastDay): \(reason)")
    }
}
