import BlockDevices
import Placement
import Units

/// How CPUs sleep (Documentation/admin-guide/pm/cpuidle.rst of the kernel).
public struct IdleRecord: Codable, Hashable, Sendable {
    /// The cpuidle driver.
    /// The cpuidle governor.
    @Nullable public var driver: String?
    @Nullable public var governor: String?
    /// The idle states by the kernel's names: `state0`; none where CPUs have only one way to sleep.
    public var states: [String: IdleStateRecord]

    /// Nil on kernels without cpuidle.
    init?(cpus: [Int], in sys: Sysfs) {
        let folder = "devices/system/cpu"
        driver = sys.line("\(folder)/cpuidle/current_driver")
        // Read-only, under an older name, where the governor cannot be changed.
        governor =
            sys.line("\(folder)/cpuidle/current_governor_ro")
            ?? sys.line("\(folder)/cpuidle/current_governor")
        states = [:]
        let first = cpus.first.map { "\(folder)/cpu\($0)/cpuidle" } ?? ""
        for name in sys.entries(first) where name.hasPrefix("state") {
            let disabled = cpus.filter { sys.bool("\(folder)/cpu\($0)/cpuidle/\(name)/disable") == true }
            states[name] = IdleStateRecord(
                name: sys.line("\(first)/\(name)/name"),
                exitMicroseconds: sys.integer("\(first)/\(name)/latency"),
                disabledOn: CPUList(disabled).description)
        }
        if driver == nil && governor == nil && states.isEmpty { return nil }
    }
}
