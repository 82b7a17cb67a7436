/// When a poll ends the leaves that it reaped.
public enum CompletionEnding: String, Sendable, CaseIterable, BitwiseCopyable {
    /// While it holds the completion lock, as Linux up to 5.15.
    case inLock = "in-lock"
    /// As a batch after the lock is given back, as Linux from 5.16 on.
    case afterLock = "after-lock"
}
