import Foundation
import Harness
import Processes

/// A build of pollbench, and the commit that it is of, where that is known.
struct GateBuild {
    let binary: String
    let commit: String?

    init(binary: String) { self.init(binary: URL(filePath: binary).path, commit: nil) }

    /// The program that runs.
    static func running() throws(HarnessError) -> GateBuild {
        #if DEBUG
            throw .usage(
                "this pollbench is a debug build, whose times mean nothing: name --candidate-binary or --candidate"
            )
        #else
            do {
                let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
                return GateBuild(
                    binary: path, commit: ProcessInfo.processInfo.environment["POLLBENCH_COMMIT"])
            } catch {
                throw .environment("/proc/self/exe: \(error.localizedDescription); name --candidate-binary")
            }
        #endif
    }

    /// Builds a revision of the repository that the current folder is in, in a worktree of its own, which stays and is
    /// used again. What git and the build say goes to stderr.
    ///
    /// - Throws: `usage` for a revision that git does not know, `environment` where it cannot be built.
    init(revision: String, option: String) throws {
        let top = try Self.git(["rev-parse", "--show-toplevel"])
        guard let top else {
            throw HarnessError.usage("\(option) \(revision): the current folder is in no git repository")
        }
        guard
            let full = try Self.git([
                "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}",
            ])
        else { throw HarnessError.usage("\(option) \(revision): git does not know this commit") }
        let commit = String(full.prefix(12))
        let tree = "\(top)/.build-gate/\(commit)"
        if !FileManager.default.fileExists(atPath: tree + "/Package.swift") {
            try Self.run(
                ["git", "-C", top, "worktree", "add", "--force", "--detach", tree, full], option, revision)
        }
        Pollbench.say("building \(revision) (\(commit)) in \(tree)")
        try Self.run(
            [
                "swift", "build", "--package-path", tree, "-c", "release", "--static-swift-stdlib",
                "--product",
                "pollbench",
            ], option, revision)
        (binary, self.commit) = (tree + "/.build/release/pollbench", commit)
    }

    private init(binary: String, commit: String?) { (self.binary, self.commit) = (binary, commit) }

    /// The answer of git; nil if it fails.
    private static func git(_ arguments: [String]) throws -> String? {
        let ended = try GateProcess.run(["git"] + arguments, output: .collected, errors: .dropped)
        guard ended.cause == .code(0) else { return nil }
        return ended.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func run(_ command: [String], _ option: String, _ revision: String) throws {
        let ended = try GateProcess.run(
            command, output: .descriptor(STDERR_FILENO), errors: .descriptor(STDERR_FILENO))
        guard ended.cause == .code(0) else {
            throw HarnessError.environment("\(option) \(revision): the build failed, see above")
        }
    }
}
