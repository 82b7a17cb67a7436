import Environment
import Foundation

/// What differs between the environments of two results.
struct EnvironmentChange {
    /// A line each.
    let differences: [String]
    /// Why no change could be put down to the code.
    let obstacle: String?
    /// Lines for stderr: what could not be looked at.
    let notes: [String]

    /// What makes another machine of it; `*` is any name.
    private static let decisive = [
        ["kernel", "release"], ["cpus", "model"], ["devices", "*"], ["devices", "*", "model"],
        ["devices", "*", "serial"],
    ]

    /// What is to be judged.
    private static let judged = [["software", "commit"], ["software", "pollbench"]]

    /// - Parameters:
    ///   - base, candidate: folders of results, or files in one.
    ///   - isDeterministic: whether counts of instructions are compared: they move with whatever is not the code.
    init(
        from base: String, to candidate: String, isDeterministic: Bool = false
    ) throws(EnvironmentFileError) {
        let paths = [base, candidate].map(Self.file)
        let missing = paths.filter { !FileManager.default.fileExists(atPath: $0) }
        notes = missing.map { "\($0) is missing: whether the environments differ is not known" }
        guard missing.isEmpty else {
            (differences, obstacle) = ([], nil)
            return
        }
        let diff = EnvironmentDiff(from: try EnvironmentFile(paths[0]), to: try EnvironmentFile(paths[1]))
        differences = diff.lasting.map(\.text)
        let obstacle = diff.lasting.first {
            isDeterministic ? !Self.judged.contains($0.path) : Self.isDecisive($0.path)
        }
        self.obstacle = obstacle?.text
    }

    private static func isDecisive(_ path: [String]) -> Bool {
        decisive.contains { pattern in
            pattern.count == path.count && zip(pattern, path).allSatisfy { $0 == "*" || $0 == $1 }
        }
    }

    /// Beside the rows.
    private static func file(of results: String) -> String {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: results, isDirectory: &isFolder)
        let folder =
            exists && isFolder.boolValue
            ? URL(filePath: results) : URL(filePath: results).deletingLastPathComponent()
        return folder.appending(path: EnvironmentFile.name).relativePath
    }
}
