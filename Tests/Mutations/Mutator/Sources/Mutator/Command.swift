import Foundation

/// A command in a process of its own, with bounds on its time and memory.
struct Command: Sendable {
    var arguments: [String]
    var environment: [String: String] = [:]
    var folder: URL?
    /// The CPU time that it may take, which ends an endless loop.
    var cpuSeconds = 3600
    /// The time that may pass in which it takes no CPU time, which ends one that sleeps. On a busy machine a command
    /// that does something takes long, but not all of it without CPU time.
    var idleSeconds = 3600.0

    struct Outcome: Sendable {
        /// 0 if the command ended well; the signal or the exit code otherwise.
        let code: Int32
        let isLate: Bool
        let output: String
        /// CPU time of the process, but for its last moment.
        let seconds: Double
    }

    private static var memoryKiB: Int { 12 << 20 }

    func run() -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        // A core file of each crash would fill the disk.
        let limits = "ulimit -c 0; ulimit -t \(cpuSeconds); ulimit -v \(Self.memoryKiB); exec \"$@\""
        process.arguments = ["-c", cpuSeconds < 3600 ? limits : "exec \"$@\"", "bash"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        let path = FileManager.default.temporaryDirectory.appending(path: "mutations-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: path.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: path) }
        guard let file = try? FileHandle(forWritingTo: path) else {
            return Outcome(code: -1, isLate: false, output: "no temporary file \(path.path)", seconds: 0)
        }
        process.standardOutput = file
        process.standardError = file
        guard (try? process.run()) != nil else {
            return Outcome(code: -1, isLate: false, output: "cannot run \(arguments[0])", seconds: 0)
        }
        var seconds = 0.0
        let isLate = !wait(for: process, &seconds)
        let output = (try? Data(contentsOf: path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return Outcome(
            code: isLate ? 137 : process.terminationStatus, isLate: isLate, output: output,
            seconds: seconds)
    }

    /// Waits until the process ends; kills it if it does nothing for too long.
    private func wait(for process: Process, _ seconds: inout Double) -> Bool {
        var lastSeen = Date()
        while process.isRunning {
            if let now = Self.cpuSeconds(of: process.processIdentifier), now > seconds {
                seconds = now
                lastSeen = Date()
            }
            if Date().timeIntervalSince(lastSeen) > idleSeconds {
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                return false
            }
            usleep(5_000)
        }
        return true
    }

    /// User and system time, from proc(5); nil when the process is gone.
    private static func cpuSeconds(of process: Int32) -> Double? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[name...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]),
            user + system > 0
        else { return nil }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
