import Foundation

/// A file of text, gone after its use.
enum TemporaryText {
    static func with<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "text-\(UUID())")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        return try body(file.path)
    }

    static func overwrite(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
