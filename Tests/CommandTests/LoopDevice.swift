import Foundation

/// A block device to try things on, over a file of zeros. Takes root.
final class LoopDevice {
    let path: String
    private let file: URL

    struct Failure: Error {}

    static let isPossible = (try? LoopDevice(options: [])) != nil

    /// - Parameter options: of losetup(8).
    init(options: [String]) throws {
        file = try TemporaryFile.make(sizeBytes: 1 << 20)
        let output = try Self.losetup(["--find", "--show"] + options + [file.path])
        path = output.trimmingCharacters(in: .newlines)
        guard !path.isEmpty else {
            try? FileManager.default.removeItem(at: file)
            throw Failure()
        }
    }

    deinit {
        _ = try? Self.losetup(["--detach", path])
        try? FileManager.default.removeItem(at: file)
    }

    private static func losetup(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["losetup"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
