/// What ``MachineWatch`` reads at one moment. Nil and missing entries are values that the kernel does not report.
public struct MachineReading: Sendable {
    /// The time of the monotonic clock.
    var nanoseconds: UInt64
    /// CPU time in user mode and in kernel mode of all threads of this process, also of those that have ended.
    var ownUserNanoseconds: UInt64
    var ownSystemNanoseconds: UInt64
    /// The counts by CPU: the CPUs in use, and those that share their cores.
    var cpuTimes: [Int: CPUTime] = [:]
    var processes: ProcessTimes
    /// The counts by the names of the cgroups.
    var groups: [String: ControlGroups.Reading] = [:]
    /// How often each part was slowed down for its heat.
    var throttleCounts: [ThrottledPart: Int] = [:]
    /// The times by CPU.
    var kilohertz: [Int: Int] = [:]
}

/// What a CPU is slowed down with when it is too hot.
enum ThrottledPart: Hashable, Sendable {
    case core(cpu: Int)
    /// The package that this CPU is in.
    case package(ofCPU: Int)
}
