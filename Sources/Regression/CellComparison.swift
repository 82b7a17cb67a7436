import Statistics

/// The verdict on one metric of one cell, and the rule that decided it.
public struct CellComparison: Sendable {
    /// The name of the cell.
    public let cell: String
    /// The name of the metric.
    public let metric: String
    /// The verdict.
    public let verdict: Verdict
    /// The rule that decided.
    public let reason: String
    /// The base's value: its median, the quantile that was asked for, or the geometric mean of all rounds. Like all
    /// properties below, nil if there was nothing to compare.
    public let base: Double?
    /// The base's value and the change together: if both were measured in turns, the change is that of the ratios of
    /// rounds, from which what both sides share has gone, and the candidate's own median may be elsewhere.
    public let candidate: Double?
    public let rounds: Int?
    /// The change from the base to the candidate, as a part: 0.1 for 10 % more.
    public let change: Double?
    /// The interval of the candidate as a multiple of the base; it holds the change.
    public let ratio: Interval?
    public let limit: Limit?
    /// The p-value of the tests, corrected for all that was compared.
    public let pValue: Double?

    init(_ cell: String, _ metric: Metric, _ verdict: Verdict, _ reason: String) {
        (self.cell, self.metric, self.verdict, self.reason) = (cell, metric.name, verdict, reason)
        (base, candidate, rounds, change, ratio, limit, pValue) = (nil, nil, nil, nil, nil, nil, nil)
    }

    init(_ cell: String, _ metric: Metric, _ finding: Finding, rounds: Int) {
        (self.cell, self.metric, self.rounds) = (cell, metric.name, rounds)
        (verdict, reason) = (finding.verdict, finding.reason)
        (base, candidate) = (finding.change.base, finding.change.candidate)
        (change, ratio) = (finding.change.estimate - 1, finding.change.ratio)
        (limit, pValue) = (finding.limit, finding.pValue)
    }
}
