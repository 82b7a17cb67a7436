import BlockDevices
import Placement
import Units

/// The CPUs, and what decides how fast and how undisturbed they run.
public struct CPURecord: Codable, Hashable, Sendable {
    /// The model name.
    /// The version of the microcode.
    @Nullable public var model: String?
    @Nullable public var microcode: String?
    /// `0-3`; so are all lists of CPUs.
    @Nullable public var online: String?
    /// The frequency governor: `performance`, or `performance 0-1, powersave 2-3` where CPUs differ.
    @Nullable public var governor: String?
    /// Whether CPUs may run faster than their base frequency.
    @Nullable public var boost: Bool?
    @Nullable public var idle: IdleRecord?
    /// `isolcpus` of the kernel's command line; empty for none.
    @Nullable public var isolated: String?
    /// `nohz_full`; empty for none.
    @Nullable public var nohzFull: String?
    /// `on`, `off`, `forceoff`, `notsupported`, `notimplemented`.
    @Nullable public var smt: String?
    /// Whether two hardware threads of a core are online.
    @Nullable public var smtActive: Bool?

    init(in files: KernelFiles) {
        let sys = files.sys
        let folder = "devices/system/cpu"
        let info = CPUInfo(in: files)
        let numbers = sys.cpuList("\(folder)/online") ?? []
        model = info.model
        microcode = info.microcode ?? sys.line("\(folder)/cpu0/microcode/version")
        online = sys.line("\(folder)/online")
        let governors = numbers.map { ($0, sys.line("\(folder)/cpu\($0)/cpufreq/scaling_governor")) }
        governor = Self.common(Dictionary(uniqueKeysWithValues: governors).compactMapValues(\.self))
        boost = sys.bool("\(folder)/cpufreq/boost") ?? sys.bool("\(folder)/intel_pstate/no_turbo").map { !$0 }
        idle = IdleRecord(cpus: numbers, in: sys)
        isolated = Self.list("\(folder)/isolated", in: sys)
        nohzFull = Self.list("\(folder)/nohz_full", in: sys)
        smt = sys.line("\(folder)/smt/control")
        smtActive = sys.bool("\(folder)/smt/active")
    }

    /// One text if all CPUs say the same, else each text with its CPUs; nil if none says anything.
    static func common(_ texts: [Int: String]) -> String? {
        let groups = Dictionary(grouping: texts.keys) { texts[$0]! }
        if groups.count < 2 { return groups.keys.first }
        return groups.sorted { $0.value.min()! < $1.value.min()! }
            .map { "\($0.key) \(CPUList($0.value))" }.joined(separator: ", ")
    }

    /// Kernels write `(null)` or an empty line for a list without CPUs.
    private static func list(_ path: String, in sys: Sysfs) -> String? {
        sys.line(path).map { $0.trimmed == "(null)" ? "" : $0.trimmed }
    }
}
