/// Learns what a session does. Called on the thread that runs the session, between runs.
public protocol SessionObserver {
    /// Whether a run need not be done in a round.
    func isDone(_ run: PlannedRun, round: Int) -> Bool
    /// Begins to look for disturbances of a run; nil for no watch. Called for each attempt: disturbed runs are
    /// repeated.
    func watch(_ run: PlannedRun) -> RunWatch?
    func willBegin(_ run: PlannedRun)
    /// A throw ends the session.
    func didEnd(_ run: PlannedRun, round: Int, _ measured: CellMeasurement) throws(HarnessError)
    /// Called for a run that could not be done; the next one follows unless this throws.
    func didFail(_ run: PlannedRun, _ error: HarnessError) throws(HarnessError)
}

extension SessionObserver {
    public func isDone(_ run: PlannedRun, round: Int) -> Bool { false }

    public func watch(_ run: PlannedRun) -> RunWatch? { nil }

    public func willBegin(_ run: PlannedRun) {}

    public func didFail(_ run: PlannedRun, _ error: HarnessError) throws(HarnessError) { throw error }
}
