/// How the latencies of IOs are taken, which costs time that the IOs then take longer.
public enum LatencySampling: String, CaseIterable, Sendable {
    /// The clock is read before each submission, and after each look for completions.
    case perIO = "per-io"
    /// IOs that are submitted one after the other count from the look for completions before the first of them.
    case perBatch = "per-batch"
    /// Nothing is recorded; the clock is read to know when the time is up.
    case off
}
