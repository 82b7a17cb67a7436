import BlockLayer

/// The sums over the jobs of a run. Nil is "not measured", never 0.
public struct Totals: Sendable {
    /// IOs that ended in the measured windows of all jobs, and those that failed.
    public let ios: UInt64
    public let errors: UInt64
    /// Nil if a job has no window.
    public let iops: Double?
    public let latency: DurationSummary?
    /// Nil on real devices, which do not tell when they were ready.
    public let lag: DurationSummary?
    /// The engine's counts in the windows; ``perIO(_:)`` relates one to the IOs.
    public let counters: Counters
    public let userNanoseconds: UInt64
    public let systemNanoseconds: UInt64
    public let contextSwitches: UInt64
    /// With verification: sectors that were right, and sectors that carried no stamp.
    public let checkedSectors: UInt64
    public let unstampedSectors: UInt64
    public let firstUnstampedSector: UInt64?

    /// - Parameter rate: of the clock of the workers.
    init(_ workers: [WorkerOutcome], _ rate: TickRate) {
        let windows = workers.map(\.window)
        counters = windows.reduce(into: Counters()) { $0.merge($1.counters) }
        ios = counters.ios
        errors = counters.errors
        iops = Self.rate(windows, rate)
        latency = DurationSummary(workers.map(\.latency))
        lag = DurationSummary(workers.map(\.lag))
        userNanoseconds = windows.reduce(0) { $0 + $1.userNanoseconds }
        systemNanoseconds = windows.reduce(0) { $0 + $1.systemNanoseconds }
        contextSwitches = windows.reduce(0) { $0 + $1.contextSwitches }
        checkedSectors = workers.reduce(0) { $0 + $1.checkedSectors }
        unstampedSectors = workers.reduce(0) { $0 + $1.unstampedSectors }
        firstUnstampedSector = workers.compactMap(\.firstUnstampedSector).min()
    }

    /// The sum of the rates of all windows; nil if one is empty.
    private static func rate(_ windows: [MeasuredWindow], _ rate: TickRate) -> Double? {
        var sum = 0.0
        for window in windows {
            let length = rate.nanoseconds(window.endTicks &- window.beginTicks)
            guard length > 0 else { return nil }
            sum += Double(window.counters.ios) * 1e9 / Double(length)
        }
        return sum
    }

    /// A counter by IO; nil without IOs.
    public func perIO(_ count: UInt64) -> Double? {
        ios > 0 ? Double(count) / Double(ios) : nil
    }
}
