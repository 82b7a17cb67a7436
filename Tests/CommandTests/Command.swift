import Foundation

/// The outcome of a run of the built `pollbench`.
struct Command {
    let output: String
    let errors: String
    let code: Int32

    var errorLines: [Substring] { errors.split(separator: "\n") }

    /// Runs the program that was built along with the tests, in a folder of its own.
    ///
    /// - Parameters:
    ///   - launcher: a program with its arguments that starts it, such as prlimit(1).
    ///   - input: what stands on its standard input.
    ///   - delays: when to send a signal, each in seconds after the one before.
    init(
        _ arguments: [String], by launcher: [String] = [], input: FileHandle = .nullDevice,
        signalsAfter delays: [TimeInterval] = [],
        signal: Int32 = SIGINT
    ) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = launcher + [Self.program.path] + arguments
        process.standardInput = input
        let outputFile = try Self.emptyFile()
        let errorFile = try Self.emptyFile()
        defer {
            try? FileManager.default.removeItem(at: outputFile)
            try? FileManager.default.removeItem(at: errorFile)
        }
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
        for delay in delays {
            Thread.sleep(forTimeInterval: delay)
            kill(process.processIdentifier, signal)
        }
        process.waitUntilExit()
        output = try String(contentsOf: outputFile, encoding: .utf8)
        errors = try String(contentsOf: errorFile, encoding: .utf8)
        // A trap is no exit code: make it one that no test expects.
        code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// Next to the test bundle.
    static var program: URL {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("pollbench")
    }

    private static func emptyFile() throws -> URL {
        try TemporaryFile.make(sizeBytes: 0)
    }
}

enum TemporaryFile {
    /// A file of zeros.
    static func make(sizeBytes: UInt64, mode: Int = 0o644) throws -> URL {
        let name = "pollbench-test-\(UUID().uuidString)"
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: sizeBytes)
        try handle.close()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        return file
    }
}
