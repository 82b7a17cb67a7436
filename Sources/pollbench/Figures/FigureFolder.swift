import Foundation
import Harness

/// Folders of figures that are named after their results: results of one name lie in many places.
enum FigureFolder {
    /// Says in a folder of which results its figures are.
    private static let mark = "made-of"

    /// - Parameter results: their path.
    /// - Returns: the folder, marked as theirs.
    /// - Throws: `usage` for a folder with figures of other results of that name.
    static func own(_ folder: String, of results: String) throws(HarnessError) -> String {
        let path = URL(filePath: results).standardizedFileURL.path
        let file = "\(folder)/\(mark)"
        if let other = try? String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines),
            other != path, FileManager.default.fileExists(atPath: other)
        {
            throw .usage("\(folder) holds figures of \(other): name another folder by --out")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try (path + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        } catch {
            throw .environment("\(file): cannot write: \(String(cString: strerror(errno)))")
        }
        return folder
    }
}
