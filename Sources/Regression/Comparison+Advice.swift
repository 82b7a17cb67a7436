import Statistics

/// Advice on the number of rounds, before there is a verdict.
extension Comparison {
    /// The advice for two results; nil if their rounds are enough for all verdicts.
    public static func advice(on base: ComparisonSide, _ candidate: ComparisonSide, _ criteria: Criteria)
        -> String?
    {
        guard !criteria.isDeterministic else { return nil }
        let rounds = min(base.mostRounds, candidate.mostRounds)
        if rounds < criteria.neededRounds {
            return "\(rounds) rounds: a verdict needs \(criteria.neededRounds)"
        }
        if base.takesTurns(with: candidate) || rounds >= Drift.fewestRounds { return nil }
        return "\(rounds) rounds, measured one after the other: \(limits)"
    }

    /// The verdicts that the rounds of a matrix are enough for.
    public static func advice(onMatrixOf rounds: Int) -> String {
        if rounds < fewestRounds {
            return
                "\(rounds) round\(rounds == 1 ? "" : "s"): a verdict of compare or gate needs \(fewestRounds)"
        }
        let enough = "\(rounds) rounds: enough for verdicts of pollbench gate"
        return rounds < Drift.fewestRounds
            ? "\(enough); between results measured one after the other, \(limits)"
            : "\(enough), and of pollbench compare"
    }

    private static let limits =
        "changes below \(Int((Drift.largestStep * 100 - 100).rounded())) % cannot be distinguished from a step of the "
        + "machine with fewer than \(Drift.fewestRounds) rounds"
}

extension ComparisonSide {
    /// The largest number of rounds of any cell.
    fileprivate var mostRounds: Int { cells.map { rounds(of: $0).count }.max() ?? 0 }
}
