import ArgumentParser
import Foundation
import Harness

/// A program that a gate waits for. A signal that ends the gate (see ``Interruption``) ends the program first, and all
/// that it has started.
enum GateProcess {
    enum End: Equatable, CustomStringConvertible {
        case code(Int32)
        case signal(Int32)

        var description: String {
            switch self {
            case .code(let code): "exit code \(code)"
            case .signal(let signal): "signal \(signal)"
            }
        }
    }

    /// How long a signal that came to the gate may wait. Waking up more often would disturb what is measured.
    private static let patienceSeconds = 0.05

    /// Those of `git rev-parse --local-env-vars` that name a repository or a part of one.
    private static let gitVariables: Set = [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX",
        "GIT_NAMESPACE", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE",
    ]

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - command: the program, looked for in PATH unless it is a path, and its arguments.
    ///   - commit: what results of it are marked with; nil for what nobody knows the commit of.
    /// - Throws: `environment` for what cannot be started; the exit code if a signal came to this process.
    static func run(
        _ command: [String], output: FileHandle, errors: FileHandle, commit: String? = nil
    ) throws -> End {
        let process = Process()
        let isPath = command[0].contains("/")
        process.executableURL = URL(filePath: isPath ? command[0] : "/usr/bin/env")
        process.arguments = isPath ? Array(command.dropFirst()) : command
        // In a hook git says by variables which repository and index it works on: not those of a worktree.
        var environment = ProcessInfo.processInfo.environment.filter { !gitVariables.contains($0.key) }
        environment["POLLBENCH_COMMIT"] = commit
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        let end = NSCondition()
        process.terminationHandler = { _ in end.withLock { end.broadcast() } }
        do {
            try process.run()
        } catch {
            throw HarnessError.environment("\(command[0]): \(error.localizedDescription)")
        }
        wait(for: process, until: end)
        if let signal = Interruption.signal { throw ExitCode(128 + signal) }
        let status = process.terminationStatus
        return process.terminationReason == .exit ? .code(status) : .signal(status)
    }

    /// The program has a process group of its own, to which the signals of a terminal do not come.
    ///
    /// - Parameter end: told when it has ended.
    private static func wait(for process: Process, until end: NSCondition) {
        var isTold = false
        end.withLock {
            while process.isRunning {
                if let signal = Interruption.signal, !isTold {
                    kill(-process.processIdentifier, signal)
                    isTold = true
                }
                _ = end.wait(until: Date(timeIntervalSinceNow: patienceSeconds))
            }
        }
    }
}
