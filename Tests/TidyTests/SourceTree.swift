import Foundation

/// The sources of the repository that this test was compiled in.
enum SourceTree {
    struct File {
        /// From the repository's top.
        let path: String
        let lines: [String]
    }

    private static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// All Swift files below a folder.
    static func files(under folder: String) -> [File] {
        let root = top.appending(path: folder)
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
            let text = (try? String(contentsOf: root.appending(path: name), encoding: .utf8)) ?? ""
            return File(
                path: folder + "/" + name,
                lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        }
    }
}
