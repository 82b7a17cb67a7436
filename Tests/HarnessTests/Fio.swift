import Foundation

/// The real fio, which knows best what a job file says.
enum Fio {
    static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/fio")

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
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).fio")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        return try output(arguments + [file.path])
    }
}
