// Hooks of a run for its caller: to end it early, and to see its workers begin and end.

/// Ends a run early from outside, for example when the user presses Ctrl-C.
public final class RunStop: @unchecked Sendable {
    let flag: UnsafeMutablePointer<StopFlag<RealMachine>>

    /// A run that goes on.
    public init() {
        flag = .allocateOnLines(capacity: 1)
        flag.initialize(to: StopFlag())
    }

    deinit {
        flag.deinitialize(count: 1).deallocate()
    }

    /// Ends the run. Any thread, any number of times; also from a signal handler, if it was called before.
    public func stop() {
        flag.pointee.set()
    }

    /// Whether the run was ended.
    public var isStopped: Bool { flag.pointee.isSet() }
}

/// Sees the workers of a run begin and end the pass that is measured.
///
/// Both are called on the worker's own thread, before and after the loop that is timed; for each worker once.
public struct RunObserver: Sendable {
    /// Called before the timed loop.
    public var workloadBegins: @Sendable (_ worker: Int) -> Void
    /// Called after the timed loop.
    public var workloadEnds: @Sendable (_ worker: Int) -> Void

    public init(
        workloadBegins: @escaping @Sendable (_ worker: Int) -> Void,
        workloadEnds: @escaping @Sendable (_ worker: Int) -> Void
    ) {
        self.workloadBegins = workloadBegins
        self.workloadEnds = workloadEnds
    }
}
