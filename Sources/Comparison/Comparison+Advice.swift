import Statistics

/// How many rounds a verdict needs, said before there is one.
extension Comparison {
    /// What to do for more verdicts; nil where the rounds are enough for all of them.
    public static func advice(on base: ResultSet, _ candidate: ResultSet, _ judgement: Judgement) -> String? {
        guard !judgement.isDeterministic else { return nil }
        let rounds = min(base.mostRounds, candidate.mostRounds)
        if rounds < judgement.neededRounds {
            return "\(rounds) rounds: a verdict needs \(judgement.neededRounds)"
        }
        if base.takesTurns(with: candidate) || rounds >= Drift.fewestRounds { return nil }
        return "\(rounds) rounds, measured one after the other: \(limits)"
    }

    /// What the rounds of a matrix are enough for.
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
        "changes below \(Int((Drift.largestStep * 100 - 100).rounded())) % cannot be told from a step of the machine "
        + "by fewer than \(Drift.fewestRounds) rounds"
}

extension ResultSet {
    /// Of any cell.
    fileprivate var mostRounds: Int { cells.map { rounds(of: $0).count }.max() ?? 0 }
}
