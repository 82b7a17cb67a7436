/// Sees the workers of a run begin and end the pass that is measured.
///
/// Both are called on the worker's own thread, before and after the loop that is timed; for each worker once.
public struct RunObserver: Sendable {
    public var workloadBegins: @Sendable (_ worker: Int) -> Void
    public var workloadEnds: @Sendable (_ worker: Int) -> Void

    public init(
        workloadBegins: @escaping @Sendable (_ worker: Int) -> Void,
        workloadEnds: @escaping @Sendable (_ worker: Int) -> Void
    ) {
        self.workloadBegins = workloadBegins
        self.workloadEnds = workloadEnds
    }
}
