/// What became of a metric of a cell.
public enum Verdict: String, Sendable, CaseIterable {
    case better, worse, same, inconclusive
}
