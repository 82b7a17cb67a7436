import Foundation
import Testing

/// Revisions that a gate builds, in a repository of a few bytes and with a compiler that copies.
@Suite final class GateRevisionTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "gate-\(UUID())")
    private var repository: String { home.path + "/repository" }
    private var swiftCalls: URL { home.appending(path: "calls") }

    init() throws {
        try FileManager.default.createDirectory(
            at: home.appending(path: "repository"), withIntermediateDirectories: true)
        try Data("stacks: {a: {device: model:0}}\nrounds: 9\n".utf8)
            .write(to: home.appending(path: "matrix.yaml"))
        for (name, time) in [("old", 10_000), ("new", 10_300)] {
            let build = try FakeBuild(name, in: home, nanoseconds: time)
            try run(
                "git init -q . && cp '\(build.path)' Package.swift && git add . && git commit -qm \(name)")
        }
        try writeSwift("echo \"$*\" >>'\(swiftCalls.path)'")
    }

    deinit { try? FileManager.default.removeItem(at: home) }

    /// What stands for the compiler: `swift build --package-path TREE …`.
    private func writeSwift(_ line: String) throws {
        let file = home.appending(path: "swift")
        let build = "$3/.build/release"
        let text = "#!/bin/sh\n\(line)\nmkdir -p \(build); cp \"$3/Package.swift\" \(build)/pollbench\n"
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }

    private func run(_ script: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = URL(filePath: repository)
        process.environment = ProcessInfo.processInfo.environment.merging([
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b",
        ]) { $1 }
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(script)")
    }

    private func gate(_ options: String..., out: String = "out") throws -> Command {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return try Command(
            ["gate", home.path + "/matrix.yaml", "--metric", "lat_p50_ns", "--out", home.path + "/" + out]
                + options, by: ["-C", repository, "PATH=\(home.path):\(path)"])
    }

    @Test func revisionsAreBuiltInFoldersOfTheirOwn() throws {
        let command = try gate("--base", "HEAD~1", "--candidate", "HEAD")
        #expect(command.code == 2, "\(command.errors)")
        let trees = try FileManager.default.contentsOfDirectory(atPath: repository + "/.build-gate")
        #expect(trees.count == 2 && trees.allSatisfy { $0.count == 12 })
        let calls = try String(contentsOf: swiftCalls, encoding: .utf8)
        #expect(calls.contains(" -c release --static-swift-stdlib --product pollbench\n"))
        // They stay, and the same against the same is the same.
        #expect(try gate("--base", "HEAD~1", "--candidate", "HEAD^1", out: "again").code == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: repository + "/.build-gate").count == 2)
    }

    @Test func aRevisionThatDoesNotBuildIsNamed() throws {
        try writeSwift("echo 'error: no such module' >&2; exit 1")
        let command = try gate("--base", "HEAD~1", "--candidate", "HEAD")
        #expect(command.code == 1 && command.output.isEmpty)
        #expect(command.errors.contains("error: no such module\n"))
        #expect(command.errorLines.last == "pollbench: --base HEAD~1: the build failed, see above")
    }

    @Test func aRevisionThatIsNotThereIsAMistake() throws {
        let command = try gate("--base", "no-such-commit")
        #expect(command.code == 64)
        #expect(command.errors == "pollbench: --base no-such-commit: git does not know this commit\n")
    }

    @Test func outsideOfARepositoryThereAreNone() throws {
        let command = try Command(
            ["gate", home.path + "/matrix.yaml", "--base", "HEAD"], by: ["-C", "/"])
        #expect(command.code == 64)
        #expect(command.errors.contains("--base HEAD: the current folder is in no git repository"))
    }
}
