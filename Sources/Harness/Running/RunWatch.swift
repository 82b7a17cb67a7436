import BlockLayer

/// What looks at the machine and at the jobs while a run goes on.
public struct RunWatch {
    /// Sees the jobs begin and end.
    let observer: RunObserver?
    /// Ends the watch.
    let finish: () -> Findings

    /// The findings of a watch at the end of a run.
    public struct Findings {
        /// What disturbed the run, so that the same once more may come to something else; nil if nothing did.
        var disturbance: String?
        /// Why disturbances may not have been seen; nil if they were.
        var blindness: String?

        public init(disturbance: String? = nil, blindness: String? = nil) {
            self.disturbance = disturbance
            self.blindness = blindness
        }
    }

    /// Begins the watch.
    ///
    /// - Parameter finish: called once when the run has ended, also where it could not be done.
    public init(observer: RunObserver? = nil, finish: @escaping () -> Findings) {
        self.observer = observer
        self.finish = finish
    }
}
