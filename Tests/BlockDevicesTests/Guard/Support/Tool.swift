import Foundation

/// The system's own tools: util-linux, e2fsprogs.
enum Tool {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a tool that root's path has, and returns what it prints.
    @discardableResult static func run(_ words: String..., input: String = "") throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"]
        let (toTool, fromTool) = (Pipe(), Pipe())
        process.standardInput = toTool
        process.standardOutput = fromTool
        process.standardError = fromTool
        try process.run()
        try toTool.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try toTool.fileHandleForWriting.close()
        let output = try fromTool.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: output, as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(words.joined(separator: " ")): \(text)")
        }
        return text
    }
}
