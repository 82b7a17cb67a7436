@testable import BlockLayer

extension CompletionWord {
    /// The state of a bio after a count was given back.
    enum Drop {
        case isUnderWay
        /// Its owner's hold is all that remains.
        case isHeld
        case hasEnded(Outcome)

        var outcome: Outcome? { if case .hasEnded(let outcome) = self { outcome } else { nil } }
    }

    /// Gives one count back, as the engine does.
    borrowing func drop(
        _ status: Status, readyTicks: UInt64, _ counting: CompletionCounting = .atomic
    ) -> Drop {
        var isFinished = false
        if let outcome = drop(status, readyTicks: readyTicks, counting, isFinished: &isFinished) {
            return .hasEnded(outcome)
        }
        return isFinished ? .isHeld : .isUnderWay
    }
}
