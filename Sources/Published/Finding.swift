import Results

/// A relation with what each machine says to it.
public struct Finding: Sendable {
    public let relation: Relation
    /// Of the machines that have rows of it, measured before modelled; of the first machine where none has.
    public let judgements: [Judgement]

    /// - Parameter judges: one for each machine, at least one.
    public init(_ relation: Relation, by judges: [Judge]) {
        self.relation = relation
        let own = judges.filter { $0.hasRows(of: relation) }
        judgements = (own.isEmpty ? Array(judges.prefix(1)) : own).map { $0.judgement(of: relation) }
    }

    /// The first verdict that is decided, so that a measured one is preferred.
    var verdict: Judgement.Outcome {
        (judgements.first(where: \.verdict.isDecided) ?? judgements[0]).verdict
    }

    /// Whether the finding holds on one machine and does not on another.
    var isDisputed: Bool {
        let verdicts = judgements.map(\.verdict)
        return verdicts.contains(.holds) && verdicts.contains(.doesNotHold)
    }
}
