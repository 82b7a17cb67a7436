/// What becomes of a bio, for a machine that watches their lives.
public enum BioEvent: Sendable, Equatable, BitwiseCopyable {
    /// It was taken from its pool.
    case taken
    /// A clone was wanted and none was free: the pool's first object stands for it.
    case missing
    /// The design is asked to poll the root.
    case polled
    /// A clone's path failed: it is submitted down another one.
    case failedOver
    /// Its last count was given back: it has ended, with the status of this code.
    case ended(status: UInt8)
    /// It goes back to its pool.
    case putBack
}

/// What a worker does with a hardware queue, for a machine that watches which of them are polled.
public enum QueuePollEvent: Sendable, BitwiseCopyable {
    case begins
    case ends
}
