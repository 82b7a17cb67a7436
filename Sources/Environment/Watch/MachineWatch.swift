import BlockDevices
import CPlatform
import Glibc
import Placement

/// Detects disturbances of a cell by others: read before and after, outside of the time that is
/// measured. What the jobs' own clocks say comes from a ``JobWatch``.
///
/// A cell that is disturbed is run again, so a machine on which every cell is would never finish. The thresholds are
/// such that a virtual machine with two CPUs and the usual daemons passes, and that counts which are rounded to the
/// kernel's ticks of 10 ms blame no program. `Benchmarks/disturbances` measures how often that goes wrong.
public struct MachineWatch: Sendable {
    /// Share of one CPU's time that may be stolen. What is stolen is missing from the rate as well, and differences
    /// of a few percent are what people compare designs for. Tenths of a percent are usual on shared hosts.
    static let stealLimit = 0.02

    /// The part of the base frequency that a CPU must reach. Reading it is exact to a few percent.
    static let frequencyLimit = 0.9

    /// Frequencies are read of so many CPUs: older kernels take milliseconds for each, and what limits one for heat
    /// or power mostly limits its neighbours.
    static let mostFrequencies = 4

    private let files: KernelFiles
    /// Ascending, each once.
    let cpus: [Int]
    /// With the CPUs of the same cores: who runs there takes from ours.
    let cores: [Int]
    /// Whether all devices are models, so that no thread of the kernel and no interrupt acts for us.
    let isOnModels: Bool
    private let groups: ControlGroups
    private let throttleFiles: [(part: ThrottledPart, path: String)]
    /// What each CPU warrants, of those whose governor asks for no less than all.
    private let baseKilohertz: [Int: Int]

    /// - Parameters:
    ///   - cpus: the CPU of each thread.
    ///   - isOnModels: whether all devices are models.
    public init(cpus: [Int], isOnModels: Bool, in files: KernelFiles = KernelFiles()) {
        self.files = files
        self.isOnModels = isOnModels
        groups = ControlGroups(in: files)
        self.cpus = Set(cpus).sorted()
        let siblings = self.cpus.compactMap {
            files.sys.cpuList("\(Self.folder($0))/topology/thread_siblings_list")
        }
        cores = Set(siblings.joined()).union(self.cpus).sorted()
        throttleFiles = Self.throttleFiles(of: self.cpus, in: files.sys)
        let bases = self.cpus.prefix(Self.mostFrequencies).map { ($0, Self.base(of: $0, in: files.sys)) }
        baseKilohertz = Dictionary(uniqueKeysWithValues: bases).compactMapValues(\.self)
    }

    /// Reads some files of the kernel: tens of microseconds, and about ten for each process.
    public func read() -> MachineReading {
        // First, as it takes the longest: what it uses itself is in both counts that follow, or in none.
        let processes = ProcessTimes(in: files)
        let own = Self.ownNanoseconds()
        var reading = MachineReading(
            nanoseconds: platform_monotonic_ns(), ownUserNanoseconds: own.user,
            ownSystemNanoseconds: own.system, processes: processes)
        let times = CPUTime.all(in: files)
        for cpu in cores { reading.cpuTimes[cpu] = times[cpu] }
        reading.groups = groups.read()
        for (part, path) in throttleFiles { reading.throttleCounts[part] = files.sys.integer(path) }
        for cpu in baseKilohertz.keys {
            reading.kilohertz[cpu] = files.sys.integer("\(Self.folder(cpu))/cpufreq/scaling_cur_freq")
        }
        return reading
    }

    /// The disturbance of the jobs between two readings; nil if none matters.
    ///
    /// The time that this process used itself is taken off, measured or not.
    ///
    /// - Parameter jobs: what their own clocks said.
    public func disturbance(
        from before: MachineReading, to after: MachineReading, _ jobs: JobFindings
    ) -> Disturbance? {
        guard after.nanoseconds > before.nanoseconds else { return nil }
        let change = MachineChange(before: before, after: after, jobs: jobs)
        let halts = self.halts(change)
        let causes =
            halts.causes + [steal(change)] + throttling(before, after)
            + [
                lostTime(change, halts.nanoseconds) ?? otherPrograms(change), interrupts(change),
                lowFrequency(after),
            ]
        let found = causes.compactMap(\.self)
        return found.isEmpty ? nil : Disturbance(causes: found)
    }

    // MARK: Causes

    /// The loss of the CPU that lost most.
    private func steal(_ change: MachineChange) -> Disturbance.Cause? {
        let stolen = cpus.map { (cpu: $0, ticks: change.ticks(\.stolenTicks, of: $0)) }
        // Rounding can make a tick of next to nothing.
        guard let worst = stolen.max(by: { $0.ticks < $1.ticks }), worst.ticks > 1,
            CPUTime.nanoseconds(worst.ticks - 1) >= Self.stealLimit * change.elapsed
        else { return nil }
        return .steal(cpu: worst.cpu, share: CPUTime.nanoseconds(worst.ticks) / change.elapsed)
    }

    private func throttling(_ before: MachineReading, _ after: MachineReading) -> [Disturbance.Cause?] {
        throttleFiles.map { part, _ in
            guard let early = before.throttleCounts[part], let late = after.throttleCounts[part],
                late > early
            else { return nil }
            return switch part {
            case .core(let cpu): .coreThrottling(cpu: cpu, times: late - early)
            case .package(let cpu): .packageThrottling(cpu: cpu, times: late - early)
            }
        }
    }

    /// Right after a run the kernel still tells the frequency of its last milliseconds.
    private func lowFrequency(_ after: MachineReading) -> Disturbance.Cause? {
        let slow = cpus.first { cpu in
            guard let kilohertz = after.kilohertz[cpu], let base = baseKilohertz[cpu] else { return false }
            return Double(kilohertz) < Self.frequencyLimit * Double(base)
        }
        guard let cpu = slow, let kilohertz = after.kilohertz[cpu], let base = baseKilohertz[cpu] else {
            return nil
        }
        return .lowFrequency(cpu: cpu, kilohertz: kilohertz, baseKilohertz: base)
    }

}

// MARK: The kernel's files

extension MachineWatch {
    private static func folder(_ cpu: Int) -> String { "devices/system/cpu/cpu\(cpu)" }

    /// The counts that exist: virtual machines have none, and AMD's CPUs do not report them.
    private static func throttleFiles(
        of cpus: [Int], in sys: Sysfs
    ) -> [(part: ThrottledPart, path: String)] {
        var packages: Set<Int> = []
        return cpus.flatMap { cpu in
            var files = [(ThrottledPart.core(cpu: cpu), "core_throttle_count")]
            let package = sys.integer("\(folder(cpu))/topology/physical_package_id")
            if let package, packages.insert(package).inserted {
                files.append((.package(ofCPU: cpu), "package_throttle_count"))
            }
            return files.map { ($0, "\(folder(cpu))/thermal_throttle/\($1)") }
        }
        .filter { sys.exists($0.1) }
    }

    /// The frequency that the CPU holds with all cores at work, if its governor is `performance`: others lower it for
    /// reasons of their own. intel_pstate says it in kHz, ACPI in MHz.
    private static func base(of cpu: Int, in sys: Sysfs) -> Int? {
        guard sys.line("\(folder(cpu))/cpufreq/scaling_governor") == "performance" else { return nil }
        if let kilohertz = sys.integer("\(folder(cpu))/cpufreq/base_frequency") { return kilohertz }
        let megahertz = sys.integer("\(folder(cpu))/acpi_cppc/nominal_freq")
        return megahertz.flatMap { $0 > 0 && $0 < 1_000_000 ? $0 * 1000 : nil }
    }

    private static func ownNanoseconds() -> (user: UInt64, system: UInt64) {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return (0, 0) }
        return (nanoseconds(usage.ru_utime), nanoseconds(usage.ru_stime))
    }

    private static func nanoseconds(_ time: timeval) -> UInt64 {
        UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_usec) &* 1000
    }
}

extension UInt64 {
    /// How much a count has grown: nothing if it went back, as idle and stolen times of some kernels do.
    func growth(from earlier: UInt64) -> UInt64 { self > earlier ? self - earlier : 0 }
}
