import Foundation

/// The real fio, which knows best what a job file says.
enum Fio {
    static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/fio")

    /// Where Debian's package fio-examples has them.
    static let examples = "/usr/share/doc/fio/examples"
    static let hasExamples = isThere && FileManager.default.fileExists(atPath: examples)

    /// Its exit code.
    static func status(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/fio")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// What it prints, errors included.
    static func output(_ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/fio")
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    /// What it prints of a job file.
    static func output(_ arguments: [String], jobs text: String) throws -> String {
        try withFile(text) { try output(arguments + [$0]) }
    }

    /// Its exit code with a job file.
    static func status(_ arguments: [String], jobs text: String) throws -> Int32 {
        try withFile(text) { try status(arguments + [$0]) }
    }

    private static func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).fio")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        return try body(file.path)
    }
}
