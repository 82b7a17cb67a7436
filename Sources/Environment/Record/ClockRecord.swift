import BlockDevices
import Placement

/// The clocks: that of the kernel, and that which times were measured with.
public struct ClockRecord: Codable, Hashable, Sendable {
    /// The kernel's clock source.
    @Nullable public var kernelSource: String?
    /// The clock sources that the kernel could use.
    @Nullable public var kernelSources: [String]?
    /// Whether the CPU promises that its time stamp counter has one rate; of x86 only.
    @Nullable public var constantTsc: Bool?
    /// `tsc`, `cntvct` or `monotonic`.
    public var source: String
    /// Why this one.
    public var reason: String
    /// Measured against the monotonic clock.
    public var ticksPerSecond: UInt64

    init(_ clock: DataPlaneClock, in files: KernelFiles) {
        let folder = "devices/system/clocksource/clocksource0"
        kernelSource = files.sys.line("\(folder)/current_clocksource")
        kernelSources = files.sys.line("\(folder)/available_clocksource").map {
            $0.split(separator: " ").map(String.init)
        }
        constantTsc = CPUInfo(in: files).hasConstantCounter
        source = clock.name
        reason = clock.reason
        ticksPerSecond = clock.ticksPerSecond
    }
}
