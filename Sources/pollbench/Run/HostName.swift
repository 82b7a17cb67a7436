import Foundation

/// The name of the host in the column `host`.
enum HostName {
    /// That of the system; in containers, which have names of their own, `POLLBENCH_HOST` says it.
    static var ofThisMachine: String? {
        let given = ProcessInfo.processInfo.environment["POLLBENCH_HOST"]
        let own = try? String(contentsOfFile: "/proc/sys/kernel/hostname", encoding: .utf8)
        return (given ?? own)?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
