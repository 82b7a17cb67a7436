import ArgumentParser
import Harness
import Processes

/// A program that a gate waits for. A signal that ends the gate (see ``Interruption``) ends the program first, and all
/// that it has started.
enum GateProcess {
    /// The variables of `git rev-parse --local-env-vars` that name a repository or a part of one. In a hook, git says
    /// by them which repository and index it works on: not those of a worktree.
    private static let gitVariables = [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX",
        "GIT_NAMESPACE", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE",
    ]

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - command: the program, looked for in PATH unless it is a path, and its arguments.
    ///   - commit: the commit that its results are marked with; nil where it is not known.
    /// - Throws: `environment` if it cannot be started; the exit code if a signal came to this process.
    static func run(
        _ command: [String], output: ChildProcess.Stream, errors: ChildProcess.Stream, commit: String? = nil
    ) throws -> Ended {
        var setup = ChildProcess.Setup()
        (setup.output, setup.errors, setup.leadsGroup) = (output, errors, true)
        let left = (gitVariables + ["POLLBENCH_COMMIT"]).map { $0 + "=" }
        setup.environment =
            ChildProcess.ownEnvironment(without: left) + (commit.map { ["POLLBENCH_COMMIT=\($0)"] } ?? [])
        let ended: Ended
        do {
            ended = try ChildProcess(command, setup).finish { Interruption.signal }
        } catch {
            throw HarnessError.environment("\(error.description)")
        }
        if let signal = Interruption.signal { throw ExitCode(128 + signal) }
        return ended
    }
}
