import BlockDevices
import Placement

/// The running kernel.
public struct KernelRecord: Codable, Hashable, Sendable {
    /// The release, as `uname -r` prints it.
    @Nullable public var release: String?
    /// The version, as `uname -v` prints it: build number, preemption model, date.
    @Nullable public var version: String?
    @Nullable public var commandLine: String?
    /// What it does about each weakness of the CPU: `/sys/devices/system/cpu/vulnerabilities`.
    @Nullable public var mitigations: [String: String]?

    init(in files: KernelFiles) {
        release = files.proc.line("sys/kernel/osrelease")
        version = files.proc.line("sys/kernel/version")
        commandLine = files.proc.line("cmdline")
        let folder = "devices/system/cpu/vulnerabilities"
        let texts = files.sys.entries(folder).map { ($0, files.sys.line("\(folder)/\($0)")) }
        mitigations = texts.isEmpty ? nil : Dictionary(uniqueKeysWithValues: texts).compactMapValues(\.self)
    }
}
