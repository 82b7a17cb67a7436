import Foundation
import Testing

/// The sources of the repository that this test was compiled in.
enum SourceTree {
    struct File: Sendable {
        /// From the repository's top.
        let path: String
        let lines: [String]
        /// The lines without comments and without the contents of literals.
        let code: [String]
    }

    static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let all = Result { try (read("Sources") + read("Tests")).sorted { $0.path < $1.path } }

    /// All Swift files below a folder of `Sources` or `Tests`: at least one, or there is no such folder.
    static func files(under folder: String) throws -> [File] {
        let files = try all.get().filter { $0.path.hasPrefix(folder + "/") }
        try #require(!files.isEmpty, "no Swift file below \(folder)")
        return files
    }

    private static func read(_ folder: String) throws -> [File] {
        let root = top.appending(path: folder)
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") }.map { name in
            let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
            return File(
                path: folder + "/" + name, lines: Self.lines(text), code: Self.lines(SwiftText(text).code))
        }
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The folders right below a folder.
    static func folders(in folder: String) throws -> [String] {
        let url = top.appending(path: folder)
        return try FileManager.default.contentsOfDirectory(
            at: url, includingPropertiesForKeys: [.isDirectoryKey]
        )
        .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
        .map(\.lastPathComponent).sorted()
    }
}
