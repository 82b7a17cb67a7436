import CPlatform
import Foundation
import Testing

/// What takes the CPU from a run is seen, named, and marked: the whole way from the command line to the row.
///
/// The machine may be busy besides, so a row may have more causes than the one that a test made.
@Suite(.serialized) struct DisturbanceTests {
    /// A CPU that this process may use.
    private static let cpu = (0..<Int(platform_cpu_limit())).last { platform_may_run_on_cpu(Int32($0)) } ?? 0

    /// The reason why a run of more than a second is not valid, while something else happens.
    ///
    /// - Parameter meanwhile: gets the process's number when the run has begun.
    private func reason(
        _ arguments: [String] = [], by launcher: [String] = [], meanwhile: (Int32) throws -> Void = { _ in }
    ) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            launcher + [
                Command.program.path, "run", "--table", "0 2097152 striped 2 8 model:0 0 model:1 0",
                "--runtime",
                "1.5", "--ramp-time", "0", "--iodepth", "8", "--design", "bio-array", "--repeat-disturbed",
                "0",
                "--cpus-allowed", "\(Self.cpu)", "--format", "csv",
            ] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        while process.isRunning && Self.threadCount(process.processIdentifier) < 3 {
            Thread.sleep(forTimeInterval: 0.01)
        }
        try meanwhile(process.processIdentifier)
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.count == 2)
        return lines.last ?? ""
    }

    /// Besides the main thread a run has its job's and the one that watches.
    private static func threadCount(_ process: Int32) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").count) ?? 0
    }

    /// A program that runs on the CPU of the jobs as long as `body` does.
    private func besides<Value>(_ command: [String], _ body: () throws -> Value) throws -> Value {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["taskset", "-c", "\(Self.cpu)"] + command
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            // Foundation starts programs with all other signals blocked.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        return try body()
    }

    @Test func aStopIsSeen() throws {
        // Long beside what a loaded machine may hold this thread up.
        let reason = try reason(["--runtime", "6"]) { process in
            Thread.sleep(forTimeInterval: 0.1)
            kill(process, SIGSTOP)
            Thread.sleep(forTimeInterval: 0.4)
            kill(process, SIGCONT)
        }
        #expect(reason.contains("disturbed: the process was stopped for "))
        #expect(reason.contains("continued once (SIGCONT)"))
    }

    @Test(arguments: [
        ["sh", "-c", "while :; do :; done"], ["dd", "if=/dev/zero", "of=/dev/null", "bs=16M"],
    ])
    func aHogIsSeenAndNamed(hog: [String]) throws {
        let reason = try besides(hog) { try self.reason() }
        let share = "jobs on CPU \(Self.cpu) did not run [0-9.]+ % of the time"
        #expect(reason.range(of: share, options: .regularExpression) != nil, "\(reason)")
        #expect(reason.contains("\(hog[0]) ("), "\(reason)")
    }

    /// Takes the right to it.
    @Test(.enabled(if: mayRun(["chrt", "-f", "1", "true"]))) func aRealTimeHogIsSeen() throws {
        let reason = try besides(["chrt", "-f", "1", "sh", "-c", "while :; do :; done"]) {
            try self.reason()
        }
        #expect(reason.contains("did not run"), "\(reason)")
    }

    /// Takes a CPU controller of v1 or v2 in which a cgroup can be made.
    @Test(.enabled(if: CPUController.folder != nil)) func aQuotaIsSeen() throws {
        // Little, so that neighbours on the CPU do not keep the jobs from using it up.
        let group = try CPUController(percent: 20)
        let reason = try reason(
            by: ["sh", "-c", "echo $$ > '\(group.path)/cgroup.procs'; exec \"$@\"", "sh"])
        #expect(reason.contains("the CPU quota of cgroup"), "\(reason)")
    }

    /// Takes the right to mount.
    @Test(.enabled(if: mayRun(["unshare", "-m", "mount", "--bind", "/dev/null", "/proc/stat"])))
    func countsThatCannotBeReadAreSaid() throws {
        let mount = "mount --bind /dev/null /proc/stat; exec \"$@\""
        let reason = try reason(by: ["unshare", "-m", "sh", "-c", mount, "sh"])
        #expect(reason.contains("disturbances cannot be seen: /proc/stat cannot be read"), "\(reason)")
    }

    /// A delay of a minute: a run that waited for it would take as long. After three seconds the run has begun, also on
    /// a busy machine.
    @Test(arguments: ["bio-array", "sync-submit", "root-list", "interrupt"])
    func ctrlCDoesNotWaitForWhatIsInFlight(design: String) throws {
        let begin = ContinuousClock.now
        let command = try Command(
            [
                "run", "--table", "0 65536 delay model:0 0 60000", "--design", design, "--iodepth", "4",
                "--runtime", "90", "--format", "csv",
            ], signalsAfter: [3])
        #expect(ContinuousClock.now - begin < .seconds(30))
        #expect(command.code == 130)
        #expect(command.output.contains("interrupted"))
    }
}

/// Whether a command ends well here.
private func mayRun(_ command: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
}

/// A cgroup with a quota, gone with its owner.
private final class CPUController {
    let path: String

    /// Where cgroups with quotas can be made; nil where they cannot.
    static let folder = ["/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct", "/sys/fs/cgroup"].first {
        folder in
        let trial = "\(folder)/pollbench-trial"
        guard mkdir(trial, 0o755) == 0 else { return false }
        defer { rmdir(trial) }
        return FileManager.default.isWritableFile(atPath: trial + "/cpu.cfs_quota_us")
            || FileManager.default.isWritableFile(atPath: trial + "/cpu.max")
    }

    init(percent: Int) throws {
        path = "\(Self.folder!)/pollbench-\(UUID())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let isV2 = FileManager.default.fileExists(atPath: path + "/cpu.max")
        let quota = isV2 ? "\(percent * 1000) 100000" : "\(percent * 1000)"
        try Data(quota.utf8).write(to: URL(filePath: path + (isV2 ? "/cpu.max" : "/cpu.cfs_quota_us")))
    }

    deinit { rmdir(path) }
}
