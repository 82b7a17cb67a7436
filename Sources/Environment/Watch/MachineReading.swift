/// What ``MachineWatch`` reads at one moment. Nil and missing entries are what the kernel does not tell.
public struct MachineReading: Sendable {
    /// Of the monotonic clock.
    var nanoseconds: UInt64
    /// CPU time in user mode and in kernel mode of all threads of this process, also of those that have ended.
    var ownUserNanoseconds: UInt64
    var ownSystemNanoseconds: UInt64
    /// By the numbers of the CPUs in use, and of those that share their cores.
    var cpuTimes: [Int: CPUTime] = [:]
    var processes: ProcessTimes
    /// By the names of the cgroups.
    var groups: [String: ControlGroups.Reading] = [:]
    /// How often each part was slowed down for its heat.
    var throttleCounts: [ThrottledPart: Int] = [:]
    /// By CPU numbers.
    var kilohertz: [Int: Int] = [:]
}

/// What a CPU is slowed down with when it is too hot.
enum ThrottledPart: Hashable, Sendable {
    case core(cpu: Int)
    /// The package that this CPU is in.
    case package(ofCPU: Int)
}
