import Statistics

/// A finding, and what a run says to it.
public struct Judgement: Sendable {
    /// The relation that was judged.
    public let relation: Relation
    /// The verdict of the run.
    public let verdict: Outcome
    /// The ratio of the two quantities; nil where no round has both.
    public let ratio: Ratio?
    /// What the two sides differ in most, by the counters.
    public let cause: String?

    /// What a run says to a finding.
    public enum Outcome: Equatable, Sendable {
        /// The whole interval lies where the ratio was found to be.
        case holds
        /// None of it does.
        case doesNotHold
        /// Why nothing can be said.
        case undecided(String)

        /// The verdict in words.
        public var text: String {
            switch self {
            case .holds: "holds"
            case .doesNotHold: "does not hold"
            case .undecided(let reason): "undecided: \(reason)"
            }
        }
    }

    /// How many times the one quantity is the other, by the rounds in which both were measured.
    public struct Ratio: Sendable {
        /// The ratio that was found.
        public let value: Double
        /// The same with its interval; nil where the rounds are too few for one.
        public let change: Change?

        /// - Returns: nil without rounds.
        init?(of rounds: [Pair]) {
            change = Change(of: RoundSeries(inTurns: rounds), Bootstrap())
            guard let value = change?.estimate ?? rounds.map({ $0.candidate / $0.base }).median else {
                return nil
            }
            self.value = value
        }
    }
}
