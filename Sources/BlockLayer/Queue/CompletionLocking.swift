/// How a poll takes the completion lock of a hardware queue.
public enum CompletionLocking: String, Sendable, CaseIterable, BitwiseCopyable {
    /// Wait for it: `spin_lock`, as Linux does.
    case blocking
    /// Leave the queue to the thread that holds it: `spin_trylock`, proposed in 2021 and never merged.
    case trylock
    /// No lock, for submission neither: only where one thread owns each queue.
    case none
}
