import Foundation

/// A temporary folder, gone with its owner.
final class Folder {
    /// Without links in it, as the kernel names what is in there.
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "pollbench-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Makes a file with its parents.
    @discardableResult func write(_ text: String, _ name: String) throws -> String {
        let file = path + "/" + name
        try makeFolder((name as NSString).deletingLastPathComponent)
        try Data(text.utf8).write(to: URL(filePath: file))
        return file
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    /// A file of zeros that takes no room.
    func makeImage(_ name: String, mebibytes: Int = 16) throws -> String {
        let file = try write("", name)
        guard truncate(file, mebibytes << 20) == 0 else { throw CocoaError(.fileWriteUnknown) }
        return file
    }
}
