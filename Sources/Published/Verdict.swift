/// What a run says to a finding.
public enum Verdict: Equatable, Sendable {
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
