/// Ends a run early from outside, for example when the user presses Ctrl-C.
public final class RunStop<M: Machine>: @unchecked Sendable {
    let flag: UnsafeMutablePointer<StopFlag<M>>

    public init() {
        flag = .allocate(capacity: 1)
        flag.initialize(to: StopFlag())
    }

    deinit {
        flag.deinitialize(count: 1).deallocate()
    }

    /// Any thread, any number of times; also from a signal handler, if it was called before.
    public func stop() {
        flag.pointee.set()
    }

    public var isStopped: Bool { flag.pointee.isSet() }
}
