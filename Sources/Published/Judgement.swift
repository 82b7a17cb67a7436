import Statistics

/// What the rows of one machine say to a relation.
public struct Judgement: Sendable {
    /// The machine that the rows are from.
    public let machine: FigureMachine
    /// The verdict of the run.
    public let verdict: Outcome
    /// The ratio of the two quantities; nil where no round has both.
    public let ratio: Ratio?
    /// What the two sides differ in most, by the counters.
    public let cause: String?

    init(machine: FigureMachine, verdict: Outcome, ratio: Ratio? = nil, cause: String? = nil) {
        self.machine = machine
        self.verdict = verdict
        self.ratio = ratio
        self.cause = cause
    }

    /// What a run says to a finding.
    public enum Outcome: Equatable, Sendable {
        /// The whole interval lies where the ratio was found to be.
        case holds
        /// None of it does.
        case doesNotHold
        /// Why no run can show it.
        case notPosted(String)
        /// Why nothing can be said.
        case undecided(String)

        /// Whether the rounds of a run have decided it.
        var isDecided: Bool { self == .holds || self == .doesNotHold }

        /// The verdict in words.
        public var text: String {
            switch self {
            case .holds: "holds"
            case .doesNotHold: "does not hold"
            case .notPosted(let reason): "not posted precisely enough: \(reason)"
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
