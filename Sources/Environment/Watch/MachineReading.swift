/// What ``MachineWatch`` reads at one moment. Nil and missing entries are what the kernel does not tell.
public struct MachineReading: Sendable {
    /// Of the monotonic clock.
    var nanoseconds: UInt64
    /// CPU time in user mode of all threads of this process, also of those that have ended.
    var ownUserNanoseconds: UInt64
    /// By the numbers of the CPUs in use.
    var cpuTimes: [Int: CPUTime] = [:]
    /// Time in which at least one task of the system waited for a CPU.
    var pressureMicroseconds: UInt64?
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
