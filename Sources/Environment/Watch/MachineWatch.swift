import BlockDevices
import CPlatform
import Glibc
import Placement

/// Tells whether somebody else came in between while a cell ran: read before and after, outside of the time that is
/// measured.
///
/// A cell that is disturbed is run again, so a machine on which every cell is would never finish. The thresholds are
/// such that a virtual machine with two CPUs and the usual daemons passes, and that counts which are rounded to the
/// kernel's ticks of 10 ms accuse nobody.
public struct MachineWatch: Sendable {
    /// Share of one CPU's time that may be stolen. What is stolen is missing from the rate as well, and differences
    /// of a few percent are what people compare designs for. Tenths of a percent are usual on shared hosts.
    static let stealLimit = 0.02

    /// Share of one CPU's time that other programs may use. A daemon's second of work per minute is far below it. It
    /// is also beyond the error of a kernel that samples 250 times a second who runs, where threads sleep half of the
    /// time: 3 % in a second.
    static let otherProgramsLimit = 0.05

    /// Share of the time in which a task may wait for a CPU. It counts also those that wait because we run, as every
    /// kernel thread does for a moment beside a thread that polls; one program that computes makes it half and more.
    static let pressureLimit = 0.2

    /// The part of the base frequency that a CPU must reach. Reading it is exact to a few percent.
    static let frequencyLimit = 0.9

    /// Frequencies are read of so many CPUs: older kernels take milliseconds for each, and what limits one for heat
    /// or power mostly limits its neighbours.
    static let mostFrequencies = 4

    private let files: KernelFiles
    /// Ascending, each once.
    private let cpus: [Int]
    /// With the CPUs of the same cores: who runs there takes from ours.
    private let cores: [Int]
    private let throttleFiles: [(part: ThrottledPart, path: String)]
    /// What each CPU warrants, of those whose governor asks for no less than all.
    private let baseKilohertz: [Int: Int]
    /// Whether a task that waits for a CPU waits for one in use, and not because of our own threads.
    private let countsPressure: Bool

    /// - Parameter cpus: the CPU of each thread.
    public init(cpus: [Int], in files: KernelFiles = KernelFiles()) {
        self.files = files
        self.cpus = Set(cpus).sorted()
        let siblings = self.cpus.compactMap {
            files.sys.cpuList("\(Self.folder($0))/topology/thread_siblings_list")
        }
        cores = Set(siblings.joined()).union(self.cpus).sorted()
        throttleFiles = Self.throttleFiles(of: self.cpus, in: files.sys)
        let bases = self.cpus.prefix(Self.mostFrequencies).map { ($0, Self.base(of: $0, in: files.sys)) }
        baseKilohertz = Dictionary(uniqueKeysWithValues: bases).compactMapValues(\.self)
        let online = files.sys.cpuList("devices/system/cpu/online")
        countsPressure = online == self.cpus && self.cpus.count == cpus.count
    }

    /// Reads some files of the kernel; takes tens of microseconds, and some more per CPU.
    public func read() -> MachineReading {
        let own = Self.ownUserNanoseconds()
        var reading = MachineReading(nanoseconds: platform_monotonic_ns(), ownUserNanoseconds: own)
        let times = CPUTime.all(in: files)
        for cpu in cores { reading.cpuTimes[cpu] = times[cpu] }
        reading.pressureMicroseconds = countsPressure ? pressure() : nil
        for (part, path) in throttleFiles { reading.throttleCounts[part] = files.sys.integer(path) }
        for cpu in baseKilohertz.keys {
            reading.kilohertz[cpu] = files.sys.integer("\(Self.folder(cpu))/cpufreq/scaling_cur_freq")
        }
        return reading
    }

    /// What disturbed the CPUs in use since `earlier`, up to now; nil if nothing did that matters.
    ///
    /// What this process itself used in that time is taken off, measured or not.
    public func disturbance(since earlier: MachineReading) -> Disturbance? {
        disturbance(from: earlier, to: read())
    }

    func disturbance(from before: MachineReading, to after: MachineReading) -> Disturbance? {
        guard after.nanoseconds > before.nanoseconds else { return nil }
        let causes =
            [steal(before, after)] + throttling(before, after)
            + [otherPrograms(before, after), pressure(before, after), lowFrequency(after)]
        let found = causes.compactMap(\.self)
        return found.isEmpty ? nil : Disturbance(causes: found)
    }

    // MARK: Causes

    /// Of the CPU that lost most.
    private func steal(_ before: MachineReading, _ after: MachineReading) -> Disturbance.Cause? {
        let elapsed = Double(after.nanoseconds - before.nanoseconds)
        let stolen = cpus.compactMap { cpu -> (cpu: Int, ticks: UInt64)? in
            guard let early = before.cpuTimes[cpu], let late = after.cpuTimes[cpu] else { return nil }
            return (cpu, late.stolenTicks.growth(from: early.stolenTicks))
        }
        // Rounding can make a tick of next to nothing.
        guard let worst = stolen.max(by: { $0.ticks < $1.ticks }), worst.ticks > 1,
            nanoseconds(worst.ticks - 1) >= Self.stealLimit * elapsed
        else { return nil }
        return .steal(cpu: worst.cpu, share: nanoseconds(worst.ticks) / elapsed)
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

    /// Only time in user mode tells of another program: threads of the kernel work for us too, behind a loop device
    /// for example, and interrupts are ours as well as those of others.
    private func otherPrograms(_ before: MachineReading, _ after: MachineReading) -> Disturbance.Cause? {
        // A sibling may be offline.
        let counted = cores.filter { before.cpuTimes[$0] != nil && after.cpuTimes[$0] != nil }
        guard !cpus.isEmpty, Set(counted).isSuperset(of: cpus) else { return nil }
        let ticks = counted.reduce(into: UInt64(0)) { sum, cpu in
            sum &+= after.cpuTimes[cpu]!.userTicks.growth(from: before.cpuTimes[cpu]!.userTicks)
        }
        let own = Double(after.ownUserNanoseconds.growth(from: before.ownUserNanoseconds))
        let others = nanoseconds(ticks) - own
        let elapsed = Double(after.nanoseconds - before.nanoseconds)
        // Errors of several CPUs add up as the root of their number.
        let limit =
            max(Self.otherProgramsLimit * elapsed, nanoseconds(2)) * Double(counted.count).squareRoot()
        guard others >= limit else { return nil }
        return .otherPrograms(cpus: counted, share: others / elapsed / Double(counted.count))
    }

    private func pressure(_ before: MachineReading, _ after: MachineReading) -> Disturbance.Cause? {
        guard let early = before.pressureMicroseconds, let late = after.pressureMicroseconds else {
            return nil
        }
        let share = Double(late.growth(from: early)) * 1000 / Double(after.nanoseconds - before.nanoseconds)
        return share >= Self.pressureLimit ? .pressure(share: share) : nil
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

    private func nanoseconds(_ ticks: UInt64) -> Double { Double(ticks) * Double(CPUTime.tickNanoseconds) }
}

// MARK: The kernel's files

extension MachineWatch {
    private static func folder(_ cpu: Int) -> String { "devices/system/cpu/cpu\(cpu)" }

    /// Those that there are: virtual machines have none, and AMD's CPUs do not tell.
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

    /// `some avg10=0.00 avg60=0.00 avg300=0.00 total=123` (Documentation/accounting/psi.rst of the kernel).
    private func pressure() -> UInt64? {
        guard let line = files.proc.line("pressure/cpu"), line.hasPrefix("some ") else { return nil }
        return line.split(separator: " ").last { $0.hasPrefix("total=") }.flatMap { UInt64($0.dropFirst(6)) }
    }

    private static func ownUserNanoseconds() -> UInt64 {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        return UInt64(usage.ru_utime.tv_sec) &* 1_000_000_000 &+ UInt64(usage.ru_utime.tv_usec) &* 1000
    }
}

extension UInt64 {
    /// How much a count has grown: nothing if it went back, as idle and stolen times of some kernels do.
    func growth(from earlier: UInt64) -> UInt64 { self > earlier ? self - earlier : 0 }
}
