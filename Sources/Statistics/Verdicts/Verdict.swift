/// The verdict on a quantity that was measured on two sides.
public enum Verdict: String, Sendable, CaseIterable {
    /// Worse, and a policy accepts that for a time; see `Acceptance` of the module Regression.
    case accepted
    case better, worse, same, inconclusive
}

/// A verdict, the rule that decided it, and the numbers that it rests on.
public struct Finding: Sendable {
    /// The verdict.
    public let verdict: Verdict
    /// The rule: `beyond the noise floor`.
    public let reason: String
    /// The change between the sides.
    public let change: Change
    /// The limit that the change was held against.
    public let limit: Limit
    /// The p-value of the tests, corrected for all that was compared; nil where values repeat.
    public let pValue: Double?

    public init(verdict: Verdict, reason: String, change: Change, limit: Limit, pValue: Double?) {
        (self.verdict, self.reason, self.change) = (verdict, reason, change)
        (self.limit, self.pValue) = (limit, pValue)
    }

    /// The same numbers with another verdict.
    public func replaced(by verdict: Verdict, _ reason: String) -> Finding {
        Finding(verdict: verdict, reason: reason, change: change, limit: limit, pValue: pValue)
    }
}
