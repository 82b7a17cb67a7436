/// How completions arrive.
public enum Completion: String, Sendable, CaseIterable {
    /// Found by polling the device (IORING_SETUP_IOPOLL).
    case polled
    /// Delivered by the device's interrupt; a design's polls then look at what was delivered, without a system call.
    case interrupt
}
