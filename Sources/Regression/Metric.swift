import Results

/// A column of `cells.csv` that can become better or worse.
public struct Metric: Sendable {
    /// The column.
    public let name: String
    public let higherIsBetter: Bool
    /// Whether it is in nanoseconds, so that the absolute floor applies.
    let isTime: Bool
    let value: @Sendable (CellRow) -> Double?

    private static func rate(_ name: String, _ column: any KeyPath<CellRow, Double?> & Sendable) -> Metric {
        Metric(name: name, higherIsBetter: true, isTime: false) { $0[keyPath: column] }
    }

    private static func time(_ name: String, _ column: any KeyPath<CellRow, UInt64?> & Sendable) -> Metric {
        Metric(name: name, higherIsBetter: false, isTime: true) { $0[keyPath: column].map { Double($0) } }
    }

    private static func time(_ name: String, _ column: any KeyPath<CellRow, Double?> & Sendable) -> Metric {
        Metric(name: name, higherIsBetter: false, isTime: true) { $0[keyPath: column] }
    }

    private static func perIO(_ name: String, _ column: any KeyPath<CellRow, Double?> & Sendable) -> Metric {
        Metric(name: name, higherIsBetter: false, isTime: false) { $0[keyPath: column] }
    }

    /// All metrics, in the order in which they are shown.
    public static let all = [
        rate("iops", \.iops), rate("bandwidth_bytes_per_s", \.bandwidthBytesPerSecond),
        time("lat_mean_ns", \.latencyMeanNanoseconds), time("lat_p50_ns", \.latencyP50Nanoseconds),
        time("lat_p90_ns", \.latencyP90Nanoseconds), time("lat_p95_ns", \.latencyP95Nanoseconds),
        time("lat_p99_ns", \.latencyP99Nanoseconds), time("lat_p99_9_ns", \.latencyP999Nanoseconds),
        time("lat_p99_99_ns", \.latencyP9999Nanoseconds), time("lat_p99_999_ns", \.latencyP99999Nanoseconds),
        time("lag_p50_ns", \.lagP50Nanoseconds), time("lag_p99_ns", \.lagP99Nanoseconds),
        time("cpu_user_ns_per_io", \.cpuUserNanosecondsPerIO),
        time("cpu_system_ns_per_io", \.cpuSystemNanosecondsPerIO),
        perIO("syscalls_per_io", \.syscallsPerIO), perIO("queue_polls_per_io", \.queuePollsPerIO),
    ]
}
