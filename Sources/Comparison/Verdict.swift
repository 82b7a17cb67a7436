/// What became of a metric of a cell.
public enum Verdict: String, Sendable, CaseIterable {
    /// Worse, which somebody has put up with.
    case accepted
    case better, worse, same, inconclusive
}
