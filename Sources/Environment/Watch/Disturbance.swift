import Units

/// What came in between while a cell was measured, each thing with its measure.
public struct Disturbance: Equatable, Sendable, CustomStringConvertible {
    public enum Cause: Equatable, Sendable {
        /// The hypervisor ran something else instead of this CPU; share of the time.
        case steal(cpu: Int, share: Double)
        /// The CPU was slowed down for its heat.
        case coreThrottling(cpu: Int, times: Int)
        /// The whole package of this CPU was.
        case packageThrottling(cpu: Int, times: Int)
        /// Programs of others ran on the cores in use; share of the time of all CPUs of these.
        case otherPrograms(cpus: [Int], share: Double)
        /// Tasks waited for a CPU; share of the time in which at least one did.
        case pressure(share: Double)
        /// The CPU did not hold the frequency that its maker warrants.
        case lowFrequency(cpu: Int, kilohertz: Int, baseKilohertz: Int)
        /// A cache line went between these CPUs and back in another time than usual.
        case distance(cpus: [Int], nanoseconds: Double, usualNanoseconds: Double)
    }

    /// At least one.
    public let causes: [Cause]

    /// What came together from several watches; nil if none of them found anything.
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
        case .otherPrograms(let cpus, let share):
            "other programs took \(percent(share)) of CPU \(CPUList(cpus))"
        case .pressure(let share): "tasks waited for a CPU \(percent(share)) of the time"
        case .lowFrequency(let cpu, let kilohertz, let base):
            "CPU \(cpu) ran at \(megahertz(kilohertz)), below its base frequency of \(megahertz(base))"
        case .distance(let cpus, let nanoseconds, let usual):
            "a cache line took \(Int(nanoseconds.rounded())) ns between CPUs \(CPUList(cpus)) and back, "
                + "usually \(Int(usual.rounded())) ns"
        }
    }

    private func counted(_ times: Int) -> String { times == 1 ? "once" : "\(times) times" }

    private func megahertz(_ kilohertz: Int) -> String { "\(kilohertz / 1000) MHz" }
}

/// `2.1 %`: tenths are as fine as the kernel's ticks in a second or two.
func percent(_ share: Double) -> String {
    let tenths = Int((min(share, 100) * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
}
