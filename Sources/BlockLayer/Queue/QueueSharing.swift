/// Who may touch a hardware queue.
public enum QueueSharing: String, Sendable, CaseIterable, BitwiseCopyable {
    /// The workers that map to it submit there, and anyone may poll it: what a driver's queues are.
    case shared
    /// Each worker has a queue of its own on each device and nobody else looks at it: what a ring with a single issuer
    /// is (io_uring_setup(2), IORING_SETUP_SINGLE_ISSUER).
    case exclusive
}
