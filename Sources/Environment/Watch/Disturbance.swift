import Units

/// Disturbances while a cell was measured, each with its size.
public struct Disturbance: Equatable, Sendable, CustomStringConvertible {
    /// The causes of disturbances.
    public enum Cause: Equatable, Sendable {
        /// The hypervisor ran something else instead of this CPU; share of the time.
        case steal(cpu: Int, share: Double)
        /// The CPU was slowed down for its heat.
        case coreThrottling(cpu: Int, times: Int)
        /// The whole package of this CPU was.
        case packageThrottling(cpu: Int, times: Int)
        /// Jobs did not run, though they never sleep or were ready to; share of the time of their CPU, the worst share
        /// of a tenth of a second (0 where that is not known), and who ran there instead.
        case lostTime(cpu: Int, share: Double, worstShare: Double, takers: String)
        /// Programs of others ran on the cores in use; share of the time of all CPUs of these, and who it was.
        case otherPrograms(cpus: [Int], share: Double, takers: String)
        /// Interrupts that were not ours took this share of the CPU.
        case interrupts(cpu: Int, share: Double)
        /// The process was stopped and continued, by job control for example; for how long, if that is known.
        case stopped(times: Int, nanoseconds: Double?)
        /// A freezer kept the process's cgroup from running.
        case frozen(nanoseconds: Double)
        /// Nothing of the process ran, and it did not wait for a CPU.
        case stoodStill(nanoseconds: Double)
        /// The machine slept.
        case suspended(nanoseconds: Double)
        /// The CPU quota of a cgroup was used up so often; how long processes waited therefore, over all CPUs.
        case quota(group: String, times: Int, nanoseconds: Double)
        /// The CPU did not hold the frequency that its maker warrants.
        case lowFrequency(cpu: Int, kilohertz: Int, baseKilohertz: Int)
        /// A cache line went between these CPUs and back in another time than usual.
        case distance(cpus: [Int], nanoseconds: Double, usualNanoseconds: Double)
    }

    /// At least one.
    public let causes: [Cause]

    /// The disturbances of several watches; nil if none of them found any.
    public init?(joining disturbances: [Disturbance?]) {
        causes = disturbances.flatMap { $0?.causes ?? [] }
        if causes.isEmpty { return nil }
    }

    init(causes: [Cause]) {
        self.causes = causes
    }

    /// One line: `2.1 % of CPU 1 was stolen`, several causes joined by semicolons.
    public var description: String { causes.map(\.text).joined(separator: "; ") }
}

extension Disturbance.Cause {
    fileprivate var text: String {
        switch self {
        case .steal(let cpu, let share): "\(percent(share)) of CPU \(cpu) was stolen"
        case .coreThrottling(let cpu, let times): "CPU \(cpu) was throttled \(counted(times))"
        case .packageThrottling(let cpu, let times):
            "the package of CPU \(cpu) was throttled \(counted(times))"
        case .lostTime(let cpu, let share, let worstShare, let takers):
            "jobs on CPU \(cpu) did not run \(percent(share)) of the time\(worst(worstShare)): \(takers)"
        case .otherPrograms(let cpus, let share, let takers):
            "other programs took \(percent(share)) of CPU \(CPUList(cpus)): \(takers)"
        case .interrupts(let cpu, let share): "interrupts took \(percent(share)) of CPU \(cpu)"
        case .stopped(let times, let nanoseconds):
            "the process was stopped\(nanoseconds.map { " for \(duration($0))" } ?? "") "
                + "and continued \(counted(times)) (SIGCONT)"
        case .frozen(let nanoseconds): "the process was frozen for \(duration(nanoseconds)) by its cgroup"
        case .stoodStill(let nanoseconds):
            "the process stood still for \(duration(nanoseconds)): a freezer, a debugger or the hypervisor"
        case .suspended(let nanoseconds): "the machine was suspended for \(duration(nanoseconds))"
        case .quota(let group, let times, let nanoseconds):
            "the CPU quota of cgroup \(group.inASCII) held jobs up \(counted(times)) "
                + "for \(duration(nanoseconds)) in all"
        case .lowFrequency(let cpu, let kilohertz, let base):
            "CPU \(cpu) ran at \(megahertz(kilohertz)), below its base frequency of \(megahertz(base))"
        case .distance(let cpus, let nanoseconds, let usual):
            "a cache line took \(Int(nanoseconds.rounded())) ns between CPUs \(CPUList(cpus)) and back, "
                + "usually \(Int(usual.rounded())) ns"
        }
    }

    /// Worth telling where it says more than the share of the whole.
    private func worst(_ share: Double) -> String {
        share >= MachineWatch.lostWindowLimit ? " (\(percent(share)) of the worst tenth of a second)" : ""
    }

    private func duration(_ nanoseconds: Double) -> String {
        nanoseconds < 1e9
            ? "\(max(1, Int((nanoseconds / 1e6).rounded()))) ms" : "\(tenths(nanoseconds / 1e9)) s"
    }

    private func counted(_ times: Int) -> String { times == 1 ? "once" : "\(times) times" }

    private func megahertz(_ kilohertz: Int) -> String { "\(kilohertz / 1000) MHz" }
}

extension String {
    /// What processes and cgroups are called is their users' choice: without what a terminal would obey.
    var inASCII: String { String(map { (0x20..<0x7f).contains($0.asciiValue ?? 0) ? $0 : "?" }) }
}

/// `2.1 %`: tenths are as fine as the kernel's ticks in a second or two.
func percent(_ share: Double) -> String { "\(tenths(min(share, 100) * 100)) %" }

/// A number with one decimal.
private func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}
