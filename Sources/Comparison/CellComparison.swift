import Statistics

/// What became of one metric of one cell, and which rule said so.
public struct CellComparison: Sendable {
    public let cell: String
    public let metric: String
    public let verdict: Verdict
    /// The rule that decided.
    public let reason: String
    /// Medians, or the quantiles that were asked for; nil where there was nothing to compare, as all that follows.
    public let base: Double?
    public let candidate: Double?
    public let rounds: Int?
    /// What the candidate is more than the base, as a part: by the ratios of rounds if both were measured in turns and
    /// medians are compared, else by `base` and `candidate`.
    public let change: Double?
    /// Of the candidate as a multiple of the base.
    public let ratio: Interval?
    public let limit: Limit?
    /// Of the rank tests, corrected by Holm for all that was compared.
    public let pValue: Double?

    init(_ cell: String, _ metric: Metric, _ verdict: Verdict, _ reason: String) {
        (self.cell, self.metric, self.verdict, self.reason) = (cell, metric.name, verdict, reason)
        (base, candidate, rounds, change, ratio, limit, pValue) = (nil, nil, nil, nil, nil, nil, nil)
    }

    init(_ cell: String, _ metric: Metric, _ evidence: Evidence, pValue: Double?, _ judgement: Judgement) {
        (self.cell, self.metric) = (cell, metric.name)
        (verdict, reason) = evidence.verdict(
            of: metric, pValue: pValue, judgement.acceptance(of: cell, metric), today: judgement.today)
        (base, candidate, rounds) = (evidence.base, evidence.candidate, evidence.rounds)
        (change, ratio) = (evidence.change.estimate - 1, evidence.change.ratio)
        limit = evidence.limit
        self.pValue = pValue
    }
}
