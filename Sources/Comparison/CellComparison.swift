import Statistics

/// What became of one metric of one cell, and which rule said so.
public struct CellComparison: Sendable {
    public let cell: String
    public let metric: String
    public let verdict: Verdict
    /// The rule that decided.
    public let reason: String
    /// Medians; nil where there was nothing to compare, as all that follows.
    public let base: Double?
    public let candidate: Double?
    public let rounds: Int?
    /// Of the candidate's median as a multiple of the base's.
    public let ratio: Interval?
    public let limit: Limit?
    /// Of the rank test, corrected by Holm for all that was compared.
    public let pValue: Double?

    init(_ cell: String, _ metric: Metric, _ verdict: Verdict, _ reason: String) {
        (self.cell, self.metric, self.verdict, self.reason) = (cell, metric.name, verdict, reason)
        (base, candidate, rounds, ratio, limit, pValue) = (nil, nil, nil, nil, nil, nil)
    }

    init(_ cell: String, _ metric: Metric, _ evidence: Evidence, pValue: Double?) {
        (self.cell, self.metric) = (cell, metric.name)
        (verdict, reason) = evidence.verdict(higherIsBetter: metric.higherIsBetter, pValue: pValue)
        (base, candidate, rounds) = (evidence.base, evidence.candidate, evidence.rounds)
        (ratio, limit) = (evidence.ratio, evidence.limit)
        self.pValue = pValue
    }

    /// `+3.1 %`; what the candidate's median is more than the base's.
    public var change: Double? {
        guard let base, let candidate else { return nil }
        return candidate / base - 1
    }
}
