import Foundation

/// A mount namespace in which something is mounted over the kernel's files, as containers do.
enum Masked {
    /// A launcher of commands for whom the folders are empty and the files too.
    static func launcher(_ paths: String..., then script: String = "") -> [String] {
        let masks = paths.map { path in
            "if [ -d \(path) ]; then mount -t tmpfs none \(path); else mount --bind /dev/null \(path); fi"
        }
        let lines = ["set -e"] + masks + [script, "exec \"$@\""]
        return ["unshare", "-m", "--propagation", "private", "sh", "-c", lines.joined(separator: "\n"), "sh"]
    }

    static let isPossible: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = launcher("/mnt") + ["true"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}
