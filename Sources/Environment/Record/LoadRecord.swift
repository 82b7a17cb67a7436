import BlockDevices
import Placement

/// Tasks that ran or waited, on average (proc_loadavg(5)).
public struct LoadRecord: Codable, Hashable, Sendable {
    /// The load average of one minute.
    public var oneMinute: Double
    /// The load average of five minutes.
    public var fiveMinutes: Double
    /// The load average of fifteen minutes.
    public var fifteenMinutes: Double

    /// Nil if the kernel does not report it.
    init?(in files: KernelFiles) {
        let words = files.proc.line("loadavg")?.split(separator: " ").prefix(3) ?? []
        let loads = words.compactMap { Double($0) }.filter(\.isFinite)
        guard loads.count == 3 else { return nil }
        (oneMinute, fiveMinutes, fifteenMinutes) = (loads[0], loads[1], loads[2])
    }
}
